package io.jangteo.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a record as a setting. Its type defines valid texts, unless {@link Takes} says more; a
 * {@code boolean} is a switch, off by default; a {@code List} may be given several times, or once with commas.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The description for the help and the README. */
    String value();
}
