package nnp4j.io;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nnp4j.geometry.Geometry;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/** One QCSchema result: bohr, hartree, hartree/bohr. Keys that say nothing about energy and geometry are passed over. */
final class QcRecord {
    private static final FileUnits ATOMIC = new FileUnits(LengthUnit.BOHR, EnergyUnit.HARTREE);
    private static final Set<String> TEXTS = Set.of("schema_name", "schema_version", "driver", "success");
    private static final Set<String> NUMBERS = Set.of(
            "return_result",
            "molecule.geometry",
            "molecule.masses",
            "properties.return_energy",
            "properties.return_gradient");
    /** Energies said twice may differ by this, hartree: what printing and summing in another order makes. */
    private static final double SAME = 1e-8;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, double[]> numbers = new HashMap<>();
    private List<String> symbols = List.of();
    private boolean ghosts;

    private QcRecord() {}

    static QcRecord parse(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        QcRecord record = new QcRecord();
        record.readObject(reader, "");
        return record;
    }

    private void readObject(JsonReader reader, String prefix) throws IOException {
        Set<String> seen = new java.util.HashSet<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (!seen.add(key)) throw new IllegalArgumentException("key \"" + Values.shown(key) + "\" stands twice");
            String name = prefix + key;
            JsonToken token = reader.peek();
            if (token == JsonToken.BEGIN_OBJECT && (name.equals("molecule") || name.equals("properties")))
                readObject(reader, name + ".");
            else if (token == JsonToken.BEGIN_OBJECT && name.equals("error")) readObject(reader, "error.");
            else if (name.equals("error.error_message") && token == JsonToken.STRING)
                texts.put(name, reader.nextString());
            else if (TEXTS.contains(name)) texts.put(name, word(reader, name));
            else if (NUMBERS.contains(name) && token != JsonToken.NULL) numbers.put(name, numbers(reader, name));
            else if (name.equals("molecule.symbols")) symbols = strings(reader);
            else if (name.equals("molecule.real") && token == JsonToken.BEGIN_ARRAY) readReal(reader);
            else reader.skipValue();
        }
        reader.endObject();
    }

    private static String word(JsonReader reader, String name) throws IOException {
        return switch (reader.peek()) {
            case BOOLEAN -> Boolean.toString(reader.nextBoolean());
            case STRING, NUMBER -> reader.nextString();
            default ->
                throw new IllegalArgumentException(name + ": expected a word, found "
                        + reader.peek().toString().toLowerCase(java.util.Locale.ROOT));
        };
    }

    /** A number, or the numbers of lists in lists in their order. */
    private static double[] numbers(JsonReader reader, String name) throws IOException {
        double[] values = new double[16];
        int count = 0;
        int depth = 0;
        do {
            switch (reader.peek()) {
                case BEGIN_ARRAY -> {
                    reader.beginArray();
                    depth++;
                }
                case END_ARRAY -> {
                    reader.endArray();
                    depth--;
                }
                case NUMBER -> {
                    if (count == values.length) values = Arrays.copyOf(values, 2 * count);
                    values[count++] = Values.number(reader.nextString());
                }
                default ->
                    throw new IllegalArgumentException(name + ": expected numbers, found "
                            + reader.peek().toString().toLowerCase(java.util.Locale.ROOT));
            }
        } while (depth > 0);
        return Arrays.copyOf(values, count);
    }

    private static List<String> strings(JsonReader reader) throws IOException {
        List<String> strings = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) strings.add(reader.nextString());
        reader.endArray();
        return strings;
    }

    private void readReal(JsonReader reader) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) ghosts |= !reader.nextBoolean();
        reader.endArray();
    }

    /** The frame with its gradient in the place of forces; throws if something is missing. */
    Frame frame(int number) {
        checkHead();
        double[] x = numbers.getOrDefault("molecule.geometry", new double[0]);
        if (symbols.isEmpty()) throw new IllegalArgumentException("expected molecule.symbols, found none");
        if (x.length != 3 * symbols.size())
            throw new IllegalArgumentException("molecule.geometry: expected " + 3 * symbols.size() + " numbers for "
                    + symbols.size() + " atoms, found " + x.length);
        int[] elements = symbols.stream().mapToInt(s -> Values.atom(s).number()).toArray();
        Geometry start = Geometry.of(elements, new double[x.length]);
        double[] masses = numbers.get("molecule.masses");
        if (masses != null) start = start.withMasses(masses);
        double[] gradient = texts.get("driver").equals("gradient")
                ? agreed("return_result", "properties.return_gradient")
                : numbers.get("properties.return_gradient");
        if (gradient != null && gradient.length != x.length)
            throw new IllegalArgumentException(
                    "expected a gradient of " + x.length + " numbers, found " + gradient.length);
        ArrayNames names = new ArrayNames("molecule.geometry", "energy", "gradient", "molecule.symbols");
        return FrameArrays.of(number, start, x, energy(), gradient, ATOMIC, names);
    }

    private void checkHead() {
        if (!"true".equals(texts.get("success")))
            throw new IllegalArgumentException("expected success: true, found " + texts.get("success")
                    + (texts.containsKey("error.error_message")
                            ? " (" + Values.shown(texts.get("error.error_message"), 100) + ")"
                            : ""));
        String name = String.valueOf(texts.get("schema_name"));
        if (!name.equals("qcschema_output") && !name.equals("qc_schema_output"))
            throw new IllegalArgumentException(
                    "expected schema_name qcschema_output or qc_schema_output, found " + Values.shown(name));
        String version = texts.getOrDefault("schema_version", "1");
        if (!version.equals("1"))
            throw new IllegalArgumentException("expected schema_version 1, found " + Values.shown(version));
        String driver = String.valueOf(texts.get("driver"));
        if (!Set.of("energy", "gradient", "hessian").contains(driver))
            throw new IllegalArgumentException(
                    "expected driver energy, gradient or hessian, found " + Values.shown(driver));
        if (ghosts) throw new IllegalArgumentException("expected real atoms, found ghosts in molecule.real");
    }

    private double energy() {
        double[] energy = texts.get("driver").equals("energy")
                ? agreed("return_result", "properties.return_energy")
                : numbers.get("properties.return_energy");
        if (energy == null || energy.length != 1)
            throw new IllegalArgumentException("expected properties.return_energy, found "
                    + (energy == null ? "none" : energy.length + " numbers"));
        return energy[0];
    }

    /** The first of two names that say the same, or what there is; throws if they differ. */
    private double[] agreed(String name, String other) {
        double[] values = numbers.get(name);
        double[] others = numbers.get(other);
        if (values == null || others == null) return values == null ? others : values;
        boolean same = values.length == others.length;
        for (int k = 0; k < values.length && same; k++) same = Math.abs(values[k] - others[k]) <= SAME;
        if (!same)
            throw new IllegalArgumentException(
                    "expected " + name + " and " + other + " to agree, found different ones");
        return values;
    }
}
