/**
 * Who sends a request, from where, and whether it may be served: the admin key, the users' tokens, the check of the
 * {@code Host} header, and what proxies say of a request's way. Knows requests by their headers alone; what a caller may do is decided where it is done.
 */
@NullMarked
package io.jangteo.security;

import org.jspecify.annotations.NullMarked;
