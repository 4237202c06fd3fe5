package io.jangteo.database;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order of texts in the databases. */
public final class CodePoints {
    private CodePoints() {}

    /** Compares as the databases do; texts of Java compare by halves of the characters beyond the first 65,536. */
    public static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
