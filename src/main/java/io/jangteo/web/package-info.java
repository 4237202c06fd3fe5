/**
 * The HTTP server: the route table, strict parsing, problem replies, and Javalin and Jetty configured in one place.
 * Other rooms hand in their routes; this room knows nothing about what they do.
 */
@NullMarked
package io.jangteo.web;

import org.jspecify.annotations.NullMarked;
