package nnp4j.potential;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
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
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            return of(JsonParser.parseReader(reader), where);
        } catch (JsonParseException | StackOverflowError e) {
            throw new PotentialException(where + ": no valid JSON", e);
        }
    }

    private static JsonFields of(JsonElement element, String where) {
        if (!element.isJsonObject()) throw new PotentialException(where + ": expected a JSON object");
        return new JsonFields(element.getAsJsonObject(), where);
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
        double value = number(key);
        if (value != Math.rint(value) || Math.abs(value) > 1L << 53) throw wrong(key, "a whole number", value(key));
        return (long) value;
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
                        where + ": unknown key \"" + key + "\" (expected " + String.join(", ", known) + ")");
    }

    PotentialException wrong(String key, String expected, Object found) {
        String shown = found.toString();
        if (shown.length() > 40) shown = shown.substring(0, 40) + "…";
        return new PotentialException(where + ": \"" + key + "\": expected " + expected + ", found " + shown);
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
