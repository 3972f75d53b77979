package nnp4j.potential;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One JSON object read strictly: a missing, unknown or wrongly typed key is an error that says where. */
final class JsonFields {
    private final JsonObject object;
    private final String where;
    private final Set<String> known = new TreeSet<>();

    private JsonFields(JsonObject object, String where) {
        this.object = object;
        this.where = where;
    }

    static JsonFields parse(String text, String where) {
        try {
            checkKeys(reader(text), where);
            return of(JsonParser.parseReader(reader(text)), where);
        } catch (JsonParseException | IOException e) {
            throw new PotentialException(where + ": no valid JSON (" + shown(e.getMessage()) + ")", e);
        }
    }

    private static JsonReader reader(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        return reader;
    }

    /** Reads to the end, as the parser does not: of keys that come twice it would take the last, and ignore what follows. */
    private static void checkKeys(JsonReader reader, String where) throws IOException {
        Deque<Set<String>> objects = new ArrayDeque<>();
        for (JsonToken token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
            switch (token) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    objects.push(new HashSet<>());
                }
                case END_OBJECT -> {
                    reader.endObject();
                    objects.pop();
                }
                case BEGIN_ARRAY -> reader.beginArray();
                case END_ARRAY -> reader.endArray();
                case NAME -> {
                    String name = reader.nextName();
                    if (!objects.element().add(name))
                        throw new PotentialException(
                                where + ": no valid JSON (key \"" + shown(name) + "\" comes twice)");
                }
                default -> reader.skipValue();
            }
        }
    }

    /** The first line of a text found in a file, shortened. */
    private static String shown(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }

    private static JsonFields of(JsonElement element, String where) {
        if (!element.isJsonObject()) throw new PotentialException(where + ": expected a JSON object");
        return new JsonFields(element.getAsJsonObject(), where);
    }

    /** Whether an optional key is there; it is known then. */
    boolean has(String key) {
        return object.has(key);
    }

    String text(String key) {
        JsonElement value = value(key);
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) throw wrong(key, "a text", value);
        return value.getAsString();
    }

    double number(String key) {
        return number(key, value(key));
    }

    long integer(String key) {
        number(key);
        try {
            return new BigDecimal(value(key).getAsString()).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(key, "a whole number of 64 bits", value(key), e);
        }
    }

    /** A whole number from 0 to the largest int. */
    int count(String key) {
        long count = integer(key);
        if (count < 0 || count > Integer.MAX_VALUE) throw wrong(key, "0 to " + Integer.MAX_VALUE, count);
        return (int) count;
    }

    double[] numbers(String key) {
        List<Double> numbers = list(key, element -> number(key, element));
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    int[] integers(String key) {
        int[] numbers = new int[numbers(key).length];
        double[] values = numbers(key);
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = (int) values[k];
            if (numbers[k] != values[k]) throw wrong(key, "whole numbers", value(key));
        }
        return numbers;
    }

    List<String> texts(String key) {
        return list(key, element -> {
            if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString())
                throw wrong(key, "texts", element);
            return element.getAsString();
        });
    }

    JsonFields object(String key) {
        return of(value(key), where + "." + key);
    }

    List<JsonFields> objects(String key) {
        List<JsonFields> objects = new ArrayList<>();
        JsonArray array = array(key);
        for (int k = 0; k < array.size(); k++) objects.add(of(array.get(k), where + "." + key + "[" + (k + 1) + "]"));
        return objects;
    }

    Map<String, Double> numbersByName(String key) {
        JsonElement value = value(key);
        if (!value.isJsonObject()) throw wrong(key, "an object of numbers", value);
        Map<String, Double> numbers = new LinkedHashMap<>();
        value.getAsJsonObject().entrySet().forEach(e -> numbers.put(e.getKey(), number(key, e.getValue())));
        return numbers;
    }

    /** To be called when every key has been asked for. */
    void end() {
        for (String key : object.keySet())
            if (!known.contains(key))
                throw new PotentialException(
                        where + ": unknown key \"" + shown(key) + "\" (expected " + String.join(", ", known) + ")");
    }

    PotentialException wrong(String key, String expected, Object found) {
        return wrong(key, expected, found, null);
    }

    private PotentialException wrong(String key, String expected, Object found, Exception cause) {
        return new PotentialException(
                where + ": \"" + key + "\": expected " + expected + ", found " + shown(found.toString()), cause);
    }

    private JsonElement value(String key) {
        known.add(key);
        JsonElement value = object.get(key);
        if (value == null) throw new PotentialException(where + ": missing key \"" + key + "\"");
        return value;
    }

    private JsonArray array(String key) {
        JsonElement value = value(key);
        if (!value.isJsonArray()) throw wrong(key, "a list", value);
        return value.getAsJsonArray();
    }

    private <T> List<T> list(String key, Function<JsonElement, T> read) {
        List<T> list = new ArrayList<>();
        for (JsonElement element : array(key)) list.add(read.apply(element));
        return list;
    }

    private double number(String key, JsonElement value) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) throw wrong(key, "a number", value);
        double number = value.getAsDouble();
        if (!Double.isFinite(number)) throw wrong(key, "a finite number", value);
        return number;
    }
}
