/**
 * Every setting, declared once: its flag, variable, default, bounds and help text are read from the declaration.
 * Nothing here knows what a setting does.
 */
@NullMarked
package io.jangteo.config;

import org.jspecify.annotations.NullMarked;
