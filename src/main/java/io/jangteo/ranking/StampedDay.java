package io.jangteo.ranking;

import java.time.LocalDate;

/**
 * A day as it was stored at some time: its contents never change, because every change of a day gives it another stamp.
 *
 * @param stamp a random number
 */
record StampedDay(LocalDate date, long stamp) {}
