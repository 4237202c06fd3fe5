/**
 * Who sends a request, and whether it may be served: the admin key, the users' tokens and the check of the {@code Host}
 * header. Knows requests by their headers alone; what a caller may do is decided where it is done.
 */
package io.jangteo.security;
