package io.jangteo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a test of a shop that only makes sense where the tests run on PostgreSQL. */
@Tag("postgres-only")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PostgresOnly {
    /** What it shows of PostgreSQL. */
    String value();
}
