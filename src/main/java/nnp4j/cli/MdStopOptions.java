package nnp4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.dynamics.StopConditions;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.Frame;
import nnp4j.potential.PotentialSource;
import nnp4j.scan.ScanValues;
import picocli.CommandLine.Option;

/** What ends a run of dynamics before its last step, or is warned of. */
final class MdStopOptions {
    @Option(
            names = "--stop-outside",
            paramLabel = "I-J=LOW:HIGH",
            description =
                    "Ends the run when a bond, angle (I-J-K) or dihedral leaves a range; angstrom or degree. May be"
                            + " repeated.")
    private List<String> stopOutside = List.of();

    @Option(names = "--stop-temperature", paramLabel = "K", description = "Ends the run when it gets hotter.")
    private Double stopTemperature;

    @Option(
            names = "--stop-spread",
            paramLabel = "EV",
            description =
                    "Ends the run when the energies of an ensemble's networks have a larger standard deviation, eV.")
    private Double stopSpread;

    @Option(
            names = "--warn-spread",
            paramLabel = "EV",
            description = "Warns of it, and says at the end at how many steps it was so.")
    private Double warnSpread;

    /** Refuses what a potential cannot tell. */
    void check(PotentialSource source) {
        check("--stop-spread", stopSpread);
        check("--warn-spread", warnSpread);
        if (source.memberCount() == 1 && (stopSpread != null || warnSpread != null))
            throw new UsageError((stopSpread != null ? "--stop-spread" : "--warn-spread")
                    + ": expected an ensemble of networks, but " + source.place() + " is a single one");
    }

    private static void check(String option, Double limit) {
        if (limit != null && !(limit >= 0)) throw new UsageError(option + ": expected 0 eV or more, found " + limit);
    }

    /** Adds the observers that end a run. */
    MolecularDynamics add(MolecularDynamics dynamics, Frame frame) {
        MolecularDynamics set = dynamics;
        for (String text : stopOutside) {
            String[] words = text.split("[=:]", -1);
            if (words.length != 3)
                throw new UsageError("--stop-outside " + text + ": expected I-J=LOW:HIGH, in angstrom or degree");
            InternalCoordinate coordinate = AtomWords.anyCoordinate("--stop-outside", words[0], frame);
            double low = ScanValues.inside(coordinate.kind(), number(text, words[1]));
            double high = ScanValues.inside(coordinate.kind(), number(text, words[2]));
            set = set.withObserver(1, StopConditions.outside(coordinate, low, high));
        }
        if (stopTemperature != null) set = set.withObserver(1, StopConditions.hotter(stopTemperature));
        return stopSpread == null ? set : set.withObserver(1, StopConditions.spread(stopSpread));
    }

    /** The observer that warns, if it was asked for. */
    Optional<SpreadWatch> warning(PrintWriter err) {
        return Optional.ofNullable(warnSpread).map(limit -> new SpreadWatch(limit, err));
    }

    private static double number(String text, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new UsageError("--stop-outside " + text + ": expected a number, found \"" + word + "\"");
        }
    }
}
