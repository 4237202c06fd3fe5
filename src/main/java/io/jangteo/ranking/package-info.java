/**
 * The best-selling products: the units of every product on each closed business day, counted from the orders, stored
 * and cached by date, and the popular products summed from the last of those days. Only this room writes {@code sales_day}
 * and {@code daily_sales}; it reads orders and products but changes neither.
 */
@NullMarked
package io.jangteo.ranking;

import org.jspecify.annotations.NullMarked;
