package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.WholeFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Energies and forces of every frame of molecule files. */
@Command(
        name = "energy",
        description = "Energies, and forces if asked, of every frame of molecule files.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j energy molecules/h2.xyz --forces",
            "  ./nnp4j energy *.xyz --format csv > energies.csv"
        })
final class EnergyCommand implements Callable<Integer> {
    enum Format {
        TEXT("txt"),
        CSV("csv"),
        JSON("json"),
        EXTXYZ("extxyz");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Molecule files: xyz, extxyz, sdf, mol, mol2, pdb, cml.")
    private List<Path> files;

    @Mixin
    private PotentialOptions potentials;

    @Option(names = "--forces", description = "Forces too.")
    private boolean forces;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    @Mixin
    private UnitOptions unitOptions;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-q", "--quiet"},
            description = "No words about the potential, only results.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    private EnergyUnit unit;
    private int written;

    @Override
    public Integer call() throws IOException {
        if (format == Format.CSV && forces)
            throw new UsageError("--forces: expected --format text, json or extxyz, found csv");
        unit = unitOptions.units().energy();
        RunRecord run = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        Path folder = output.given() ? output.folder("energy", files.get(0)) : null;
        // Results wait in a file until all of them are there: an error leaves no half answer behind.
        Path spool = Files.createTempFile("nnp4j", ".out");
        try (EvaluatedPotentials evaluated = new EvaluatedPotentials(potentials)) {
            try (Writer out = Files.newBufferedWriter(spool)) {
                if (format == Format.CSV)
                    out.append("file,frame,energy_").append(unit.column()).append('\n');
                if (format == Format.JSON) out.append("[");
                Progress progress = new Progress(spec.commandLine().getErr(), "frames", quiet);
                for (Path file : files) evaluate(file, evaluated, out, progress);
                progress.end();
                if (format == Format.JSON) out.append("\n]\n");
                if (format == Format.TEXT && !quiet) out.append(evaluated.words());
            }
            evaluated.warn(spec.commandLine().getErr());
            deliver(spool, folder);
            if (folder != null) {
                for (Path file : files) run.read(file);
                for (Path file : evaluated.files()) run.read(file);
                run.write(folder);
            }
        } finally {
            Files.deleteIfExists(spool);
        }
        return 0;
    }

    private void deliver(Path spool, Path folder) throws IOException {
        if (folder != null) {
            Path file = folder.resolve("energy." + format.extension);
            WholeFile.write(file, writer -> copy(spool, writer));
        }
        PrintWriter out = spec.commandLine().getOut();
        copy(spool, out);
        out.flush();
    }

    private static void copy(Path from, Writer to) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
            reader.transferTo(to);
        }
    }

    private void evaluate(Path file, EvaluatedPotentials evaluated, Writer out, Progress progress) throws IOException {
        try (MoleculeReader reader = MoleculeReader.open(file, unitOptions.units())) {
            while (reader.hasNext()) {
                Frame frame = reader.next();
                write(file, frame, evaluated.evaluate(file, frame), out);
                progress.step();
            }
        }
    }

    private void write(Path file, Frame frame, EvaluatedPotentials.Result result, Writer out) throws IOException {
        double energy = result.energy() / unit.ev();
        Geometry geometry = frame.geometry();
        switch (format) {
            case TEXT -> writeText(file, frame, result, out);
            case CSV -> out.append(quoted(file.toString()) + "," + frame.number() + "," + energy + "\n");
            case EXTXYZ ->
                ExtendedXyz.write(
                        out,
                        geometry,
                        OptionalDouble.of(result.energy()),
                        forces ? Optional.of(result.forces()) : Optional.empty(),
                        Map.of());
            case JSON -> {
                out.append(written == 0 ? "\n" : ",\n").append(RunRecord.pretty(json(file, frame, result)));
            }
        }
        written++;
    }

    private void writeText(Path file, Frame frame, EvaluatedPotentials.Result result, Writer out) throws IOException {
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
        if (!forces) return;
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

    private JsonObject json(Path file, Frame frame, EvaluatedPotentials.Result result) {
        JsonObject json = new JsonObject();
        json.addProperty("file", file.toString());
        json.addProperty("frame", frame.number());
        json.addProperty("energy_" + unit.column(), result.energy() / unit.ev());
        if (result.spread().isPresent())
            json.addProperty("ensemble_spread_" + unit.column(), result.spread().getAsDouble() / unit.ev());
        if (forces) {
            JsonArray rows = new JsonArray();
            for (int i = 0; i < frame.geometry().atomCount(); i++) {
                JsonArray row = new JsonArray();
                for (int c = 0; c < 3; c++) row.add(result.forces()[3 * i + c] / unit.ev());
                rows.add(row);
            }
            json.add("forces_" + unit.column() + "_per_angstrom", rows);
        }
        JsonArray warnings = new JsonArray();
        result.extrapolation().ifPresent(e -> warnings.add(e.toString()));
        json.add("warnings", warnings);
        return json;
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[,\"\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
