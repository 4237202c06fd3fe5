package io.jangteo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a test of a shop that does not run on PostgreSQL. */
@Tag("sqlite-only")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SqliteOnly {
    /** What it needs that PostgreSQL does not have, or why its outcome does not depend on the engine. */
    String value();
}
