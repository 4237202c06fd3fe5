package io.jangteo.administration;

import java.util.List;

/** All named keys, also the revoked ones, in the order of their names. */
public record NamedKeyList(List<NamedKey> keys) {}
