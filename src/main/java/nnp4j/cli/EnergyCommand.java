package nnp4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialSource;
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
            names = "--stress",
            description =
                    "Stress (dE/dstrain over the volume: negative under pressure), virial and the pressure without the"
                            + " part of motion too; for cells that repeat in three directions.")
    private boolean stress;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private EnergyResults.Format format;

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

    @Override
    public Integer call() throws IOException {
        if (format == EnergyResults.Format.CSV && (forces || stress))
            throw new UsageError(
                    (forces ? "--forces" : "--stress") + ": expected --format text, json or extxyz, found csv");
        RunRecord run = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        Path folder = output.given() ? output.folder("energy", files.get(0)) : null;
        // Results wait in a file until all of them are there: an error leaves no half answer behind.
        Path spool = Files.createTempFile("nnp4j", ".out");
        try (EvaluatedPotentials evaluated = new EvaluatedPotentials(potentials)) {
            try (Writer out = Files.newBufferedWriter(spool)) {
                EnergyResults results =
                        new EnergyResults(format, unitOptions.units().energy(), forces, out);
                results.begin();
                Progress progress = new Progress(spec.commandLine().getErr(), "frames", quiet);
                for (Path file : files) evaluate(file, evaluated, results, progress);
                progress.end();
                results.end();
                if (format == EnergyResults.Format.TEXT && !quiet) out.append(evaluated.words());
            }
            evaluated.warn(spec.commandLine().getErr());
            deliver(spool, folder);
            if (folder != null) {
                for (Path file : files) run.read(file);
                for (PotentialSource source : evaluated.sources()) run.read(source);
                run.write(folder);
            }
        } finally {
            Files.deleteIfExists(spool);
        }
        return 0;
    }

    private void deliver(Path spool, Path folder) throws IOException {
        if (folder != null) {
            Path file = folder.resolve("energy." + format.extension());
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

    private void evaluate(Path file, EvaluatedPotentials evaluated, EnergyResults results, Progress progress)
            throws IOException {
        try (MoleculeReader reader = MoleculeReader.open(file, unitOptions.units())) {
            while (reader.hasNext()) {
                Frame frame = reader.next();
                results.write(file, frame, evaluated.evaluate(file, frame, stress));
                progress.step();
            }
        }
    }
}
