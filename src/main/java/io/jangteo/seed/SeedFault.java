package io.jangteo.seed;

/**
 * A fault in a seed file.
 *
 * @param place such as {@code orders[3].items[0].product}, counted from 0
 * @param reason what is expected there, or the refusal's code and text
 */
public record SeedFault(String place, String reason) {
    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
