package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nnp4j.geometry.Element;
import nnp4j.io.WholeFile;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a potential is. */
@Command(
        name = "info",
        description = "Say what a potential is: atoms, level of theory, training, accuracy.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./nnp4j info potentials/h2.onnx"})
final class InfoCommand implements Callable<Integer> {
    /** More are left to --json. */
    private static final int MOST_FEATURES = 6;

    @Parameters(paramLabel = "POTENTIAL", description = "Potential file.")
    private Path file;

    @Option(names = "--cite", description = "Print only how to cite the potential.")
    private boolean cite;

    @Option(names = "--json", description = "Print the card as JSON.")
    private boolean json;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing: only check the file, or write the card with --out.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunRecord run = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        Path folder = output.given() ? output.folder("info", file) : null;
        PrintWriter out = spec.commandLine().getOut();
        try (PotentialFile potential = PotentialFile.open(file)) {
            PotentialCard card = potential.card();
            if (json && !quiet) out.println(card.toJson());
            else if (cite && !quiet) out.println(card.citation());
            else if (!quiet) print(card, out);
            if (folder != null) {
                WholeFile.write(folder.resolve("card.json"), writer -> writer.write(card.toJson() + "\n"));
                run.read(file);
                run.write(folder);
            }
        }
        out.flush();
        return 0;
    }

    private static void print(PotentialCard card, PrintWriter out) {
        out.println("name         " + card.name() + " (" + card.composition().formula() + ": "
                + card.composition().words() + ")");
        out.println("theory       " + card.levelOfTheory());
        out.println("data         " + card.training().data() + ", "
                + card.training().frames() + " geometries; " + card.training().split());
        out.println("method       " + card.training().method());
        out.println("validation   " + accuracy(card.validation()));
        out.println("test         " + accuracy(card.test()));
        if (card.inputs() instanceof MoleculeInputs inputs) printRange(out, inputs);
        else printAtoms(out, (AtomInputs) card.inputs());
        out.println("atoms        " + atoms(card));
        out.println("networks     " + card.ensembleSize() + ", " + card.precision()
                + (card.ensembleSize() == 1 ? " (no error estimate per geometry)" : ""));
        out.println("licence      " + card.licence());
        out.println("made with    " + card.createdWith());
    }

    private static void printRange(PrintWriter out, MoleculeInputs inputs) {
        int features = inputs.range().low().size();
        for (int k = 0; k < Math.min(features, MOST_FEATURES); k++)
            out.printf(
                    Locale.ROOT,
                    "trained on   %s from %.6g to %.6g%n",
                    inputs.descriptor().featureName(k),
                    inputs.range().low().get(k),
                    inputs.range().high().get(k));
        if (features > MOST_FEATURES)
            out.println("             and " + (features - MOST_FEATURES) + " more features (all: --json)");
    }

    private static void printAtoms(PrintWriter out, AtomInputs inputs) {
        out.print("each atom    sees neighbours up to " + inputs.descriptor().cutoff() + " angstrom; features");
        for (int z : inputs.descriptor().elements())
            out.print(" " + Element.symbol(z) + " " + inputs.descriptor().featureCount(z));
        out.println(inputs.ranges().isEmpty() ? "; range in training not known" : "");
    }

    private static String atoms(PotentialCard card) {
        if (card.atomicEnergies().values().isEmpty()) return "energies not known";
        return new TreeMap<>(card.atomicEnergies().values())
                .entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.6f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(
                                ", ", "", card.atomicEnergies().free() ? " eV" : " eV (fitted)"));
    }

    /** Errors in words, for example "MAE 2.1e-06 kcal/mol, worst 8e-06, 20 energies". */
    static String accuracy(Assessment assessment) {
        Accuracy accuracy = assessment.energies();
        if (accuracy.count() == 0) return "none";
        String energies = String.format(
                Locale.ROOT,
                "MAE %.2g kcal/mol, RMSE %.2g, worst %.2g, %d energies",
                accuracy.mae() / Units.KCAL_PER_MOL,
                accuracy.rmse() / Units.KCAL_PER_MOL,
                accuracy.worst() / Units.KCAL_PER_MOL,
                accuracy.count());
        return assessment
                .forces()
                .map(f -> energies
                        + String.format(
                                Locale.ROOT, "; forces MAE %.2g kcal/mol/angstrom", f.mae() / Units.KCAL_PER_MOL))
                .orElse(energies);
    }
}
