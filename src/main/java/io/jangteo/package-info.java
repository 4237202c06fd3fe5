/**
 * The server from outside: {@link io.jangteo.Jangteo} builds and runs it, {@link io.jangteo.config.Config} is all it can be
 * told, and {@link io.jangteo.Main} is its process. Everything else lives in the rooms below.
 */
@NullMarked
package io.jangteo;

import org.jspecify.annotations.NullMarked;
