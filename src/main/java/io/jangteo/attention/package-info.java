/** What the administrator should look at, gathered from the rooms that know it. Holds no statement and no rule of its own. */
@NullMarked
package io.jangteo.attention;

import org.jspecify.annotations.NullMarked;
