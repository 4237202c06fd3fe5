/**
 * The sender of a request, its origin, and whether it may be served: the admin key, the user tokens, the check of the
 * {@code Host} header, and the headers of proxies. Sees only a request's headers; each feature decides what a caller
 * may do.
 */
@NullMarked
package io.jangteo.security;

import org.jspecify.annotations.NullMarked;
