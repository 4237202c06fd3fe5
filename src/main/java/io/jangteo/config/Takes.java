package io.jangteo.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Describes the values of a {@link Setting}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {
    /** The flag without its dashes; by default derived from the component's name. */
    String name() default "";

    /** The meaning of the text; by default derived from the component's type. */
    Kind kind() default Kind.CHOICE;

    /** The placeholder for the value in the help; by default derived from the kind. */
    String label() default "";

    /** The default; empty for none. */
    String fallback() default "";

    /** The smallest and the largest value, or number of values in a list, as in {@code 1 to 100}; empty for any. */
    String bounds() default "";

    /** Whether it must never be shown, not even in a complaint. */
    boolean secret() default false;

    /** Whether it has no flag: it is a secret, and whoever lists the processes of a machine sees their flags. */
    boolean variableOnly() default false;

    /** Whether all servers of one database must have the same. */
    boolean shared() default false;

    /** Whether it is required. */
    boolean required() default false;

    /** Whether it is given by position on the command line, without a flag. */
    boolean positional() default false;
}
