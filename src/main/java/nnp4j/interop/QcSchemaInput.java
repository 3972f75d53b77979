package nnp4j.interop;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/**
 * What a QCSchema input (version 1) asks for.
 *
 * @param molecule angstrom
 * @param driver what to compute
 * @param potential the potential file that it names
 */
record QcSchemaInput(Geometry molecule, Driver driver, Optional<String> potential) {
    /** The method that leaves the choice of a potential to the program. */
    static final String ANY = "nnp4j";

    private static final Set<String> NAMES =
            Set.of("qcschema_input", "qc_schema_input", "qcschema_atomic_input", "qc_schema_atomic_input");
    private static final String POTENTIAL = "potential";

    /** What is computed. */
    enum Driver {
        ENERGY,
        GRADIENT,
        HESSIAN
    }

    /**
     * Reads an input.
     *
     * @throws IllegalArgumentException if something is missing or is not as the schema says
     */
    static QcSchemaInput of(JsonObject json) {
        String name = text(json, "schema_name", "qcschema_input");
        if (!NAMES.contains(name))
            throw new IllegalArgumentException("schema_name: expected qcschema_input, found \"" + name + "\"");
        if (json.has("schema_version")
                && !json.get("schema_version").getAsString().equals("1"))
            throw new IllegalArgumentException("schema_version: expected 1, found " + json.get("schema_version"));
        return new QcSchemaInput(molecule(object(json, "molecule")), driver(text(json, "driver", "")), file(json));
    }

    private static Driver driver(String word) {
        for (Driver driver : Driver.values()) if (driver.name().equalsIgnoreCase(word)) return driver;
        throw new IllegalArgumentException("driver: expected energy, gradient or hessian, found \"" + word + "\"");
    }

    /** The file that the keyword or the method names. */
    private static Optional<String> file(JsonObject json) {
        String method = text(object(json, "model"), "method", "");
        if (method.isEmpty())
            throw new IllegalArgumentException("model.method: expected " + ANY + " or a potential file, found none");
        JsonObject keywords = json.has("keywords") ? object(json, "keywords") : new JsonObject();
        Set<String> unknown = new TreeSet<>(keywords.keySet());
        unknown.remove(POTENTIAL);
        if (!unknown.isEmpty())
            throw new IllegalArgumentException("keywords: expected " + POTENTIAL + " or none, found " + unknown);
        String keyword = text(keywords, POTENTIAL, "");
        if (!keyword.isEmpty() && !method.equalsIgnoreCase(ANY) && !method.equals(keyword))
            throw new IllegalArgumentException(
                    "keywords.potential " + keyword + ": expected model.method " + ANY + ", found " + method);
        if (!keyword.isEmpty()) return Optional.of(keyword);
        return method.equalsIgnoreCase(ANY) ? Optional.empty() : Optional.of(method);
    }

    private static Geometry molecule(JsonObject json) {
        JsonArray symbols = array(json, "symbols");
        JsonArray geometry = array(json, "geometry");
        if (symbols.isEmpty()) throw new IllegalArgumentException("molecule.symbols: expected atoms, found none");
        if (geometry.size() != 3 * symbols.size())
            throw new IllegalArgumentException("molecule.geometry: expected " + 3 * symbols.size() + " numbers for "
                    + symbols.size() + " atoms, found " + geometry.size());
        int[] elements = new int[symbols.size()];
        for (int i = 0; i < elements.length; i++)
            elements[i] = element(symbols.get(i).getAsString());
        double[] x = new double[geometry.size()];
        for (int k = 0; k < x.length; k++) x[k] = Units.BOHR * finite(geometry.get(k), "molecule.geometry");
        checkCharge(json);
        return Geometry.of(elements, x);
    }

    private static int element(String symbol) {
        return Element.atomicNumber(symbol)
                .orElseThrow(() -> new IllegalArgumentException(
                        "molecule.symbols: expected an element, found \"" + symbol + "\""));
    }

    /** A network that knows no charge would answer for another molecule. */
    private static void checkCharge(JsonObject json) {
        if (json.has("molecular_charge") && finite(json.get("molecular_charge"), "molecule.molecular_charge") != 0)
            throw new IllegalArgumentException(
                    "molecule.molecular_charge: expected 0, found " + json.get("molecular_charge"));
        if (!json.has("real") || json.get("real").isJsonNull()) return;
        for (JsonElement real : array(json, "real"))
            if (!real.getAsBoolean())
                throw new IllegalArgumentException("molecule.real: expected real atoms, found a ghost");
    }

    private static double finite(JsonElement value, String where) {
        try {
            double number = value.getAsDouble();
            if (Double.isFinite(number)) return number;
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            // said below
        }
        throw new IllegalArgumentException(where + ": expected a number, found " + value);
    }

    private static String text(JsonObject json, String key, String otherwise) {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) return otherwise;
        if (!value.isJsonPrimitive()) throw new IllegalArgumentException(key + ": expected a word, found " + value);
        return value.getAsString();
    }

    private static JsonObject object(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonObject())
            throw new IllegalArgumentException(key + ": expected an object, found " + value);
        return value.getAsJsonObject();
    }

    private static JsonArray array(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonArray())
            throw new IllegalArgumentException("molecule." + key + ": expected a list, found " + value);
        return value.getAsJsonArray();
    }
}
