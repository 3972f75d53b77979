package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nnp4j.potential.Accuracy;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;
import picocli.CommandLine.Command;
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
    @Parameters(paramLabel = "POTENTIAL", description = "Potential file.")
    private Path file;

    @Option(names = "--cite", description = "Print only how to cite the potential.")
    private boolean cite;

    @Option(names = "--json", description = "Print the card as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (PotentialFile potential = PotentialFile.open(file)) {
            PotentialCard card = potential.card();
            if (json) out.println(card.toJson());
            else if (cite) out.println(card.citation());
            else print(card, out);
        }
        out.flush();
        return 0;
    }

    private static void print(PotentialCard card, PrintWriter out) {
        out.println("name         " + card.name() + " (" + card.formula() + ", atoms in the order "
                + String.join(" ", card.atoms()) + ")");
        out.println("theory       " + card.levelOfTheory());
        out.println("data         " + card.training().data() + ", "
                + card.training().frames() + " geometries; " + card.training().split());
        out.println("method       " + card.training().method());
        out.println("validation   " + accuracy(card.validation()));
        out.println("test         " + accuracy(card.test()));
        for (int k = 0; k < card.range().low().size(); k++)
            out.printf(
                    Locale.ROOT,
                    "trained on   %s from %.6g to %.6g%n",
                    card.descriptor().featureName(k),
                    card.range().low().get(k),
                    card.range().high().get(k));
        out.println("zero         separated atoms, " + String.format(Locale.ROOT, "%.6f eV", card.atomsEnergy()));
        out.println("networks     " + card.ensembleSize()
                + (card.ensembleSize() == 1 ? " (no error estimate per geometry)" : ""));
        out.println("licence      " + card.licence());
        out.println("made with    " + card.createdWith());
    }

    /** Errors in words, for example "MAE 2.1e-06 kcal/mol, worst 8e-06, 20 energies". */
    static String accuracy(Accuracy accuracy) {
        return String.format(
                Locale.ROOT,
                "MAE %.2g kcal/mol, RMSE %.2g, worst %.2g, %d energies",
                accuracy.mae() / Units.KCAL_PER_MOL,
                accuracy.rmse() / Units.KCAL_PER_MOL,
                accuracy.worst() / Units.KCAL_PER_MOL,
                accuracy.count());
    }
}
