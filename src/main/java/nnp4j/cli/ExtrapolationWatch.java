package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import nnp4j.dynamics.StepObserver;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.ExtrapolationReport;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialSource;

/** Counts what lies outside the range seen in training; warns of the first, refuses it, or ends the run when there is too much. */
final class ExtrapolationWatch implements Consumer<Extrapolation> {
    /** Features of atoms listed in summary.json. */
    private static final int MOST_LISTED = 100;

    private final PotentialOptions.OnExtrapolation what;
    private final long limit;
    private final PrintWriter err;
    private BoundPotential potential;
    private boolean gentle;
    private long count;

    ExtrapolationWatch(PotentialOptions.OnExtrapolation what, long limit, PrintWriter err) {
        this.what = what;
        this.limit = limit;
        this.err = err;
    }

    /** The potential that is watched. */
    BoundPotential over(PotentialSource source, Geometry geometry) {
        potential = source.potentialFor(geometry, this);
        return potential;
    }

    @Override
    public void accept(Extrapolation extrapolation) {
        if (what == PotentialOptions.OnExtrapolation.ERROR) throw new PotentialException(extrapolation.toString());
        if (count++ == 0 && what == PotentialOptions.OnExtrapolation.WARN) err.println("warning: " + extrapolation);
        if (!gentle && tooMany()) throw new PotentialException(tooManyWords() + "; the last " + extrapolation);
    }

    private boolean tooMany() {
        return potential.extrapolationTotal() > limit;
    }

    private String tooManyWords() {
        return potential.extrapolationTotal() + " features outside the range seen in training, more than "
                + "--max-extrapolations " + limit;
    }

    /** Ends a run of dynamics after the step with too many, where others end with an error. */
    StepObserver gently() {
        gentle = true;
        return state -> {
            if (tooMany()) state.stop(tooManyWords());
        };
    }

    /** How many geometries were outside. */
    long count() {
        return count;
    }

    /** Says how many there were, where the first was warned of. */
    void end() {
        if (count > 1 && what == PotentialOptions.OnExtrapolation.WARN)
            err.println("warning: " + count + " geometries lie outside the range seen in training"
                    + potential
                            .extrapolations()
                            .worst()
                            .map(w -> "; " + words(w))
                            .orElse(""));
        err.flush();
    }

    private static String words(Extrapolation worst) {
        return String.format(
                Locale.ROOT,
                "farthest: %s = %.6g, by %.2g of its range",
                worst.feature(),
                worst.value(),
                worst.widths());
    }

    /** Adds the counts and the farthest features to a summary. */
    void addTo(JsonObject json) {
        json.addProperty("extrapolated_geometries", count);
        json.add("extrapolation", json(potential.extrapolations()));
    }

    /** Counts, the farthest feature, and a list of features of atoms, the farthest first. */
    static JsonObject json(ExtrapolationReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("count", report.count());
        report.worst().ifPresent(worst -> json.add("worst", json(worst)));
        JsonArray features = new JsonArray();
        for (ExtrapolationReport.Outside outside : report.features()
                .subList(0, Math.min(MOST_LISTED, report.features().size()))) {
            JsonObject feature = json(outside.farthest());
            feature.addProperty("geometries", outside.count());
            features.add(feature);
        }
        json.addProperty("features_outside", report.features().size());
        json.add("features", features);
        return json;
    }

    /** Without the numbers that JSON has no words for. */
    private static JsonObject json(Extrapolation extrapolation) {
        JsonObject json = new JsonObject();
        json.addProperty("feature", extrapolation.feature());
        if (Double.isFinite(extrapolation.value())) json.addProperty("value", extrapolation.value());
        json.addProperty("low", extrapolation.low());
        json.addProperty("high", extrapolation.high());
        double widths = extrapolation.widths();
        if (Double.isFinite(widths)) json.addProperty("outside_by_range_widths", widths);
        return json;
    }
}
