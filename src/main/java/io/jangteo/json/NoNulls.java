package io.jangteo.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that changes what it names: any field may be absent, which leaves it as it is, but none may be {@code
 * null}, which would look like a wish to clear it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoNulls {}
