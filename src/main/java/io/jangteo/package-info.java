/**
 * The server from outside: {@link io.jangteo.Jangteo} builds and runs it, {@link io.jangteo.config.Config} holds its
 * settings, and {@link io.jangteo.Main} is its process. Everything else is in the rooms below.
 */
@NullMarked
package io.jangteo;

import org.jspecify.annotations.NullMarked;
