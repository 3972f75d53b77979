package nnp4j.interop;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.units.Units;
import nnp4j.vibrations.Hessian;

/**
 * A program of quantum chemistry to those who speak QCSchema (Smith et al., WIREs Comput. Mol. Sci. 11, e1491 (2021),
 * doi:10.1002/wcms.1491): an AtomicInput of version 1 in, an AtomicResult or a FailedOperation out; bohr and hartree. One thread only.
 */
public final class QcSchemaProgram {
    private final String version;
    private final Potentials potentials;

    /** Where potentials come from. */
    @FunctionalInterface
    public interface Potentials {
        /**
         * A potential for a molecule, which the program closes.
         *
         * @param molecule angstrom
         * @param file the potential file that the input names, or empty for any
         * @param onExtrapolation told of features outside the range seen in training
         * @return the potential
         * @throws IllegalArgumentException if there is none
         * @throws PotentialException if the file does not serve the molecule
         */
        BoundPotential of(Geometry molecule, Optional<String> file, Consumer<Extrapolation> onExtrapolation);
    }

    /**
     * A program.
     *
     * @param version of it, as results state it
     * @param potentials that it computes with
     */
    public QcSchemaProgram(String version, Potentials potentials) {
        this.version = version;
        this.potentials = potentials;
    }

    /**
     * Answers one input.
     *
     * @param input as parsed
     * @return an AtomicResult, or a FailedOperation with an error of type {@code input_error}
     */
    public JsonObject answer(JsonElement input) {
        try {
            if (!input.isJsonObject()) throw new IllegalArgumentException("expected an object, found " + input);
            return result(input.getAsJsonObject());
        } catch (IllegalArgumentException | PotentialException e) {
            return failure(input, e.getMessage());
        }
    }

    /**
     * What says that an input cannot be answered.
     *
     * @param input as parsed
     * @param message what was expected and found
     * @return a FailedOperation
     */
    public JsonObject failure(JsonElement input, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("error_type", "input_error");
        error.addProperty("error_message", message);
        JsonObject failure = new JsonObject();
        failure.addProperty("success", false);
        failure.add("error", error);
        failure.add("input_data", input);
        if (input.isJsonObject() && input.getAsJsonObject().has("id"))
            failure.add("id", input.getAsJsonObject().get("id"));
        return failure;
    }

    private JsonObject result(JsonObject input) {
        QcSchemaInput asked = QcSchemaInput.of(input);
        List<String> warnings = new ArrayList<>();
        Geometry molecule = asked.molecule();
        try (BoundPotential potential =
                potentials.of(molecule, asked.potential(), extrapolation -> warnings.add(extrapolation.toString()))) {
            double[] forces = new double[3 * molecule.atomCount()];
            double energy = potential.energyAndForces(molecule.toArray(), forces) / Units.HARTREE;
            OptionalDouble spread = potential.energySpread();
            JsonObject properties = new JsonObject();
            properties.addProperty("calcinfo_natom", molecule.atomCount());
            properties.addProperty("return_energy", finite(energy));
            JsonElement gradient = scaled(forces, -Units.BOHR / Units.HARTREE);
            if (asked.driver() != QcSchemaInput.Driver.ENERGY) properties.add("return_gradient", gradient);
            JsonElement returned = switch (asked.driver()) {
                case ENERGY -> properties.get("return_energy");
                case GRADIENT -> gradient;
                case HESSIAN ->
                    scaled(Hessian.of(potential, molecule).toArray(), Units.BOHR * Units.BOHR / Units.HARTREE);
            };
            if (asked.driver() == QcSchemaInput.Driver.HESSIAN) properties.add("return_hessian", returned);
            return result(input, properties, returned, warnings, spread);
        }
    }

    private JsonObject result(
            JsonObject input,
            JsonObject properties,
            JsonElement returned,
            List<String> warnings,
            OptionalDouble spread) {
        JsonObject result = input.deepCopy();
        result.addProperty("schema_name", "qcschema_output");
        result.addProperty("schema_version", 1);
        result.add("properties", properties);
        result.add("return_result", returned);
        result.addProperty("success", true);
        JsonObject provenance = new JsonObject();
        provenance.addProperty("creator", "nnp4j");
        provenance.addProperty("version", version);
        provenance.addProperty("routine", "nnp4j qcschema");
        result.add("provenance", provenance);
        JsonObject own = new JsonObject();
        JsonArray lines = new JsonArray();
        warnings.stream().distinct().forEach(lines::add);
        own.add("warnings", lines);
        spread.ifPresent(s -> own.addProperty("ensemble_spread_hartree", s / Units.HARTREE));
        JsonObject extras = input.has("extras") && input.get("extras").isJsonObject()
                ? input.getAsJsonObject("extras").deepCopy()
                : new JsonObject();
        extras.add("nnp4j", own);
        result.add("extras", extras);
        return result;
    }

    private static JsonArray scaled(double[] values, double factor) {
        JsonArray array = new JsonArray(values.length);
        for (double value : values) array.add(finite(factor * value + 0.0)); // + 0.0: no negative zeros
        return array;
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) throw new PotentialException("expected a finite result, found " + value);
        return value;
    }
}
