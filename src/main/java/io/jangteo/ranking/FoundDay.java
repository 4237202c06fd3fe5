package io.jangteo.ranking;

/** A day's sales, and where they came from this time. */
record FoundDay(DaySales sales, Source source) {}
