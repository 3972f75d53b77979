package nnp4j.cli;

import java.util.List;
import java.util.Locale;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.Frame;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.Method;
import nnp4j.scan.ScanValues;
import picocli.CommandLine.Option;

/** How geometries are optimized. */
final class OptimizerOptions {
    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "lbfgs or fire (default: lbfgs).",
            defaultValue = "lbfgs")
    private Method method;

    @Option(
            names = "--convergence",
            paramLabel = "NAME",
            description =
                    "loose, normal, tight or very-tight: limits of forces and steps as Gaussian has them (default:"
                            + " ${DEFAULT-VALUE}).",
            defaultValue = "normal")
    private String convergence;

    @Option(
            names = "--fmax",
            paramLabel = "F",
            description = "Only the largest force on an atom counts, eV/angstrom; in place of --convergence.")
    private Double fmax;

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            description = "Steps after which it gives up (default: ${DEFAULT-VALUE}).",
            defaultValue = "500")
    private int maxSteps;

    @Option(names = "--fix", paramLabel = "ATOMS", description = "Atoms that stay, such as 1,4-6.")
    private String fix;

    @Option(
            names = "--hold",
            paramLabel = "I-J[=X]",
            description =
                    "Bond, angle (I-J-K) or dihedral that keeps its value, or X in angstrom or degree, exactly. May be"
                            + " repeated.")
    private List<String> hold = List.of();

    Convergence convergence() {
        return fmax != null ? Convergence.ofForce(fmax) : Convergence.of(convergence);
    }

    int maxSteps() {
        return maxSteps;
    }

    String words() {
        String limit = fmax != null
                ? String.format(Locale.ROOT, "largest force below %s eV/angstrom", fmax)
                : convergence.toLowerCase(Locale.ROOT) + " convergence";
        return method.name().toLowerCase(Locale.ROOT) + " to " + limit
                + (hold.isEmpty() ? "" : ", held " + String.join(" ", hold))
                + (fix == null ? "" : ", fixed atoms " + fix);
    }

    /** The same optimization with these options. */
    GeometryOptimization settings(GeometryOptimization optimization, Frame frame) {
        GeometryOptimization set =
                optimization.withMethod(method).withConvergence(convergence()).withMaxSteps(maxSteps);
        if (fix != null) set = set.withFixedAtoms(AtomWords.set("--fix", fix, frame));
        for (String text : hold) {
            String[] words = text.split("=", 2);
            InternalCoordinate coordinate = AtomWords.anyCoordinate("--hold", words[0], frame);
            double value = coordinate.value(frame.geometry().toArray());
            if (words.length == 2) value = ScanValues.inside(coordinate.kind(), number(text, words[1]));
            set = set.withHeld(coordinate, value);
        }
        return set;
    }

    private static double number(String text, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new UsageError("--hold " + text + ": expected a number, found \"" + word + "\"");
        }
    }
}
