/**
 * Who administers the shop, and what they changed: the named keys beside the owner's, and the audit. A change is noted
 * in its own commit, by what {@link io.jangteo.web.ChangeLog} asks for.
 */
@NullMarked
package io.jangteo.administration;

import org.jspecify.annotations.NullMarked;
