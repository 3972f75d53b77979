package nnp4j.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A choice and its parameters, {@code NAME} or {@code NAME:KEY=VALUE,KEY=VALUE}, read strictly. */
final class NamedValues {
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    private NamedValues(String name) {
        this.name = name;
    }

    static NamedValues parse(String text) {
        int colon = text.indexOf(':');
        NamedValues parsed = new NamedValues((colon < 0 ? text : text.substring(0, colon)).strip());
        if (colon < 0) return parsed;
        for (String word : text.substring(colon + 1).split(",", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1)
                throw new IllegalArgumentException(
                        parsed.name + ": expected KEY=VALUE after the colon, found \"" + word + "\"");
            if (parsed.values.put(
                            word.substring(0, equals).strip(),
                            word.substring(equals + 1).strip())
                    != null)
                throw new IllegalArgumentException(parsed.name + ": \"" + word.substring(0, equals) + "\" comes twice");
        }
        return parsed;
    }

    String name() {
        return name;
    }

    String text(String key, String standard) {
        known.add(key);
        return values.getOrDefault(key, standard);
    }

    /** One of some words. */
    String choice(String key, String... choices) {
        String word = text(key, choices[0]);
        if (Arrays.asList(choices).contains(word)) return word;
        throw new IllegalArgumentException(
                name + ": " + key + ": expected " + String.join(", ", choices) + ", found \"" + word + "\"");
    }

    /** A number above 0. */
    double positive(String key, double standard) {
        double value = number(key, standard);
        if (value > 0) return value;
        throw new IllegalArgumentException(
                name + ": " + key + ": expected a number above 0, found \"" + values.get(key) + "\"");
    }

    double number(String key, double standard) {
        String word = text(key, Double.toString(standard));
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + key + ": expected a number, found \"" + word + "\"", e);
        }
        throw new IllegalArgumentException(name + ": " + key + ": expected a finite number, found \"" + word + "\"");
    }

    int whole(String key, int standard) {
        double value = positive(key, standard);
        if (value == Math.rint(value) && value <= Integer.MAX_VALUE) return (int) value;
        throw new IllegalArgumentException(
                name + ": " + key + ": expected a whole number, found \"" + values.get(key) + "\"");
    }

    /** To be called when every key has been asked for. */
    NamedValues end() {
        for (String key : values.keySet())
            if (!known.contains(key))
                throw new IllegalArgumentException(name + ": unknown key \"" + key + "\" (expected "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + ")");
        return this;
    }
}
