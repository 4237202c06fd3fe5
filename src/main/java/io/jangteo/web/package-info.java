/**
 * The HTTP door: routes as a table, strict reading, problem replies, Javalin and Jetty set up in one place. Rooms hand
 * their routes in; this room knows nothing of what they do.
 */
@NullMarked
package io.jangteo.web;

import org.jspecify.annotations.NullMarked;
