package io.jangteo.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says what a {@link Setting} takes. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {
    /** The flag without its dashes; by default it follows from the component's name. */
    String name() default "";

    /** What the text stands for; by default the component's type says it. */
    Kind kind() default Kind.CHOICE;

    /** What stands for the value in the help; by default the kind says it. */
    String label() default "";

    /** The value when none is given; empty for none. */
    String fallback() default "";

    /** The least and the greatest value, or number of values of a list, as in {@code 1 to 100}; empty for any. */
    String bounds() default "";

    /** Whether it is never shown again, not even in a complaint. */
    boolean secret() default false;

    /** Whether it has to be given. */
    boolean required() default false;

    /** Whether it is given by its place on the command line, without a flag. */
    boolean positional() default false;
}
