/**
 * Every setting, declared once: its flag, its variable, its default, its bounds and what the help says of it are read from
 * the declaration. Nothing here knows what a setting does.
 */
@NullMarked
package io.jangteo.config;

import org.jspecify.annotations.NullMarked;
