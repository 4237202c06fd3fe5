package io.jangteo.ranking;

import java.util.List;

/** The sales of several business days, the latest first. */
public record SalesDays(List<SalesDay> days) {}
