package nnp4j.io;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pairs key=value of a comment line of extended xyz; blanks may stand around the sign, quotes or brackets around a value that
 * holds blanks. The keys that this package understands come out as they are spelled here, whatever their case.
 */
final class KeyValues {
    /** Keys that say how to read the frame. */
    private static final Map<String, String> KNOWN =
            Set.of("Properties", "Lattice", "pbc", "energy", "energy_unit", "forces_unit", "length_unit").stream()
                    .collect(Collectors.toMap(key -> key.toLowerCase(Locale.ROOT), Function.identity()));

    /** Without one of these a comment is free text. */
    private static final Pattern SIGN = Pattern.compile(
            "(?:^|[\\s\"'])(?:(?:properties|lattice|pbc|energy_unit|forces_unit|length_unit)\\s*=|energy=\\S)",
            Pattern.CASE_INSENSITIVE);

    private final String text;
    private int k;

    private KeyValues(String text) {
        this.text = text;
    }

    /** Whether a key decides how the frame is to be read. */
    static boolean isKnown(String key) {
        return KNOWN.containsKey(key.toLowerCase(Locale.ROOT));
    }

    /** A key as it comes out of here. */
    static String known(String key) {
        return KNOWN.getOrDefault(key.toLowerCase(Locale.ROOT), key);
    }

    /** Keys and values in a fresh map, empty for free text; a key without a value is "T". A key that was asked for is a sign, too. */
    static Map<String, String> parse(String comment, Optional<String> asked) {
        boolean named = asked.isPresent() && comment.contains(asked.get());
        return comment.indexOf('=') >= 0 && (named || SIGN.matcher(comment).find())
                ? new KeyValues(comment).pairs()
                : new HashMap<>();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new HashMap<>();
        for (skipBlanks(); k < text.length(); skipBlanks()) {
            String key = key();
            if (key.isEmpty()) throw new IllegalArgumentException("expected a key before =, found none");
            String value = "T";
            skipBlanks();
            if (k < text.length() && text.charAt(k) == '=') {
                k++;
                value = value(key);
            }
            if (pairs.put(known(key), value) != null)
                throw new IllegalArgumentException("the key \"" + Values.shown(key) + "\" stands twice");
        }
        return pairs;
    }

    private String key() {
        int start = k;
        if (text.charAt(k) == '"' || text.charAt(k) == '\'') return inside(text.charAt(k));
        while (k < text.length() && text.charAt(k) != '=' && !Character.isWhitespace(text.charAt(k))) k++;
        return text.substring(start, k);
    }

    private String value(String key) {
        int sign = k;
        skipBlanks();
        if (k == text.length()) return "";
        int start = k;
        char c = text.charAt(k);
        if (c == '"' || c == '\'') return inside(c);
        if (c == '{') return bracketed('{', '}');
        if (c == '[') return bracketed('[', ']');
        while (k < text.length() && !Character.isWhitespace(text.charAt(k))) k++;
        String value = text.substring(start, k);
        if (start > sign && value.indexOf('=') >= 0)
            throw new IllegalArgumentException(
                    "expected a value of \"" + Values.shown(key) + "\", found \"" + Values.shown(value) + "\"");
        return value;
    }

    /** Between quotes; a backslash keeps the next character from closing. */
    private String inside(char quote) {
        int start = ++k;
        for (; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c == '\\') k++;
            else if (c == quote) return text.substring(start, k++);
        }
        throw unclosed(quote);
    }

    /** With its brackets, which may hold others. */
    private String bracketed(char open, char close) {
        int start = k;
        int depth = 0;
        for (; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c == open) depth++;
            else if (c == close && --depth == 0) return text.substring(start, ++k);
        }
        throw unclosed(close);
    }

    private static IllegalArgumentException unclosed(char close) {
        return new IllegalArgumentException("expected a closing " + close + " in the comment line, found its end");
    }

    private void skipBlanks() {
        while (k < text.length() && Character.isWhitespace(text.charAt(k))) k++;
    }
}
