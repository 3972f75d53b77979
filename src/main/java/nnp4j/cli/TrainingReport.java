package nnp4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Assessment;
import nnp4j.potential.PotentialCard;
import nnp4j.train.Split;
import nnp4j.train.TrainedPotential;
import nnp4j.units.EnergyUnit;

/** The outcome of a training on the screen. */
final class TrainingReport {
    private final TrainedPotential potential;
    private final Split split;
    private final EnergyUnit unit;

    TrainingReport(TrainedPotential potential, Split split, EnergyUnit unit) {
        this.potential = potential;
        this.split = split;
        this.unit = unit;
    }

    void print(PrintWriter out) {
        PotentialCard card = potential.card();
        out.println("split    " + split.describe());
        out.println("method   " + card.training().method());
        if (card.validation().energies().count() > 0) print(out, "validate", card.validation());
        if (card.test().energies().count() > 0) print(out, "test    ", card.test());
        else out.println("test     none: nothing was kept to test with, the error is not known");
        potential.test().ifPresent(test -> new CalibrationReport(test, unit).print(out));
        potential.summary().overfitting().ifPresent(why -> out.println("note     " + why));
    }

    private void print(PrintWriter out, String what, Assessment assessment) {
        out.println(what + " " + errors("energies", assessment.energies(), unit.toString()));
        assessment.forces().ifPresent(f -> out.println("         " + errors("forces  ", f, unit + "/angstrom")));
    }

    private String errors(String what, Accuracy a, String per) {
        return String.format(
                Locale.ROOT,
                "%s  MAE %.4g  RMSE %.4g  worst %.4g %s  (%d)",
                what,
                a.mae() / unit.ev(),
                a.rmse() / unit.ev(),
                a.worst() / unit.ev(),
                per,
                a.count());
    }
}
