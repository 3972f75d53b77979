package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import nnp4j.geometry.Element;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.Frame;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;

/** Energies, forces and stress, frame by frame, in the format asked for. */
final class EnergyResults {
    enum Format {
        TEXT("txt"),
        CSV("csv"),
        JSON("json"),
        EXTXYZ("extxyz");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Format format;
    private final EnergyUnit unit;
    private final boolean forces;
    private final Writer out;
    private int written;

    EnergyResults(Format format, EnergyUnit unit, boolean forces, Writer out) {
        this.format = format;
        this.unit = unit;
        this.forces = forces;
        this.out = out;
    }

    void begin() throws IOException {
        if (format == Format.CSV)
            out.append("file,frame,energy_").append(unit.column()).append('\n');
        if (format == Format.JSON) out.append("[");
    }

    void end() throws IOException {
        if (format == Format.JSON) out.append("\n]\n");
    }

    void write(Path file, Frame frame, EvaluatedPotentials.Result result) throws IOException {
        switch (format) {
            case TEXT -> text(file, frame, result);
            case CSV ->
                out.append(quoted(file.toString()) + "," + frame.number() + "," + result.energy() / unit.ev() + "\n");
            case EXTXYZ ->
                ExtendedXyz.write(
                        out,
                        frame.geometry(),
                        OptionalDouble.of(result.energy()),
                        forces ? Optional.of(result.forces()) : Optional.empty(),
                        result.stress().map(EnergyResults::keys).orElse(Map.of()));
            case JSON -> out.append(written == 0 ? "\n" : ",\n").append(RunRecord.pretty(json(file, frame, result)));
        }
        written++;
    }

    /** The keys of ASE and of others: eV/angstrom^3, and eV with the other sign. */
    private static Map<String, String> keys(Stress stress) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("stress", words(stress.values()));
        keys.put("virial", words(stress.virial()));
        return keys;
    }

    private static String words(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    private void text(Path file, Frame frame, EvaluatedPotentials.Result result) throws IOException {
        String atoms = result.zero().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (%.6f kcal/mol from the separated atoms)",
                        (result.energy() - result.zero().getAsDouble()) / Units.KCAL_PER_MOL);
        String spread = result.spread().isEmpty()
                ? ""
                : String.format(Locale.ROOT, " +- %.2g", result.spread().getAsDouble() / unit.ev());
        out.append(String.format(
                Locale.ROOT,
                "%s  frame %d  %.10g%s %s%s%n",
                file,
                frame.number(),
                result.energy() / unit.ev(),
                spread,
                unit,
                atoms));
        if (forces) forces(frame, result);
        if (result.stress().isPresent()) stress(result.stress().get());
    }

    private void forces(Frame frame, EvaluatedPotentials.Result result) throws IOException {
        out.append(String.format(Locale.ROOT, "  forces / %s angstrom-1%n", unit));
        for (int i = 0; i < frame.geometry().atomCount(); i++)
            out.append(String.format(
                    Locale.ROOT,
                    "  %4d %-2s %16.10f %16.10f %16.10f%n",
                    i + 1,
                    Element.symbol(frame.geometry().atomicNumber(i)),
                    result.forces()[3 * i] / unit.ev(),
                    result.forces()[3 * i + 1] / unit.ev(),
                    result.forces()[3 * i + 2] / unit.ev()));
    }

    private void stress(Stress stress) throws IOException {
        out.append(String.format(
                Locale.ROOT,
                "  stress / GPa, dE/dstrain over the volume; pressure without the part of motion %.6f GPa%n",
                stress.pressure() / Units.GIGAPASCAL));
        for (int a = 0; a < 9; a += 3)
            out.append(String.format(
                    Locale.ROOT,
                    "          %16.10f %16.10f %16.10f%n",
                    stress.values()[a] / Units.GIGAPASCAL,
                    stress.values()[a + 1] / Units.GIGAPASCAL,
                    stress.values()[a + 2] / Units.GIGAPASCAL));
    }

    private JsonObject json(Path file, Frame frame, EvaluatedPotentials.Result result) {
        JsonObject json = new JsonObject();
        json.addProperty("file", file.toString());
        json.addProperty("frame", frame.number());
        json.addProperty("energy_" + unit.column(), result.energy() / unit.ev());
        if (result.spread().isPresent())
            json.addProperty("ensemble_spread_" + unit.column(), result.spread().getAsDouble() / unit.ev());
        if (forces) json.add("forces_" + unit.column() + "_per_angstrom", rows(result.forces(), unit.ev()));
        result.stress().ifPresent(stress -> {
            json.add("stress_GPa", rows(stress.values(), Units.GIGAPASCAL));
            json.add("virial_eV", rows(stress.virial(), 1));
            json.addProperty("static_pressure_GPa", stress.pressure() / Units.GIGAPASCAL);
        });
        JsonArray warnings = new JsonArray();
        result.extrapolation().ifPresent(e -> warnings.add(e.toString()));
        json.add("warnings", warnings);
        return json;
    }

    /** Three numbers in a row. */
    private static JsonArray rows(double[] values, double unit) {
        JsonArray rows = new JsonArray();
        for (int k = 0; k < values.length; k += 3) {
            JsonArray row = new JsonArray();
            for (int c = 0; c < 3; c++) row.add(values[k + c] / unit);
            rows.add(row);
        }
        return rows;
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[,\"\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
