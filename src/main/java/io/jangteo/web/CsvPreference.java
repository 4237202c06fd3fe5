package io.jangteo.web;

import java.util.List;

/**
 * Decides by {@code Accept} (RFC 9110, 12.5.1) whether a list is answered as CSV: if it names {@code text/csv} with no
 * smaller weight than JSON. Ranges such as <code>*&#47;*</code> never mean CSV.
 */
final class CsvPreference {
    static final String CSV = "text/csv";

    private static final List<String> JSON = List.of("application/json", "application/*", "*/*");

    private CsvPreference() {}

    static boolean isAsked(Call call) {
        List<String> accepted = call.elements("Accept");
        double csv = weight(accepted, CSV);
        double json = JSON.stream()
                .filter(range -> accepted.stream().anyMatch(element -> isOf(element, range)))
                .findFirst()
                .map(range -> weight(accepted, range))
                .orElse(0.0);
        return csv > 0 && csv >= json;
    }

    private static double weight(List<String> accepted, String range) {
        return accepted.stream()
                .filter(element -> isOf(element, range))
                .mapToDouble(CsvPreference::weight)
                .max()
                .orElse(0);
    }

    private static boolean isOf(String element, String range) {
        List<String> parts = FieldValue.parts(element, ';');
        return !parts.isEmpty() && parts.get(0).equalsIgnoreCase(range);
    }

    /** One that cannot be read is none: 1. */
    private static double weight(String element) {
        return FieldValue.parts(element, ';').stream()
                .skip(1)
                .map(parameter -> parameter.replaceAll("\\s", ""))
                .filter(parameter -> parameter.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)"))
                .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                .findFirst()
                .orElse(1);
    }
}
