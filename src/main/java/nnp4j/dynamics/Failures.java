package nnp4j.dynamics;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** What to say when a run cannot go on. */
final class Failures {
    private Failures() {}

    static DynamicsException potential(MdState state, RuntimeException cause) {
        return failure(state, 0, "the potential failed: " + cause.getMessage() + nearest(state, 0), cause);
    }

    static DynamicsException notFinite(MdState state, int replica) {
        double energy = state.potentialEnergies[replica];
        if (!Double.isFinite(energy))
            return failure(state, replica, "the energy is " + energy + nearest(state, replica), null);
        for (int k = 0; k < state.size; k++) {
            double force = state.f[replica * state.size + k];
            if (!Double.isFinite(force))
                return failure(
                        state,
                        replica,
                        "the force on atom " + state.atom(k / 3) + " is " + force + nearest(state, replica),
                        null);
        }
        return failure(state, replica, "the kinetic energy is " + state.kinetic[replica], null);
    }

    static DynamicsException anchored(MdState state, int replica, double sum) {
        return failure(
                state,
                replica,
                "the forces sum to " + String.format(Locale.ROOT, "%.3g", sum)
                        + " eV/angstrom: the energy depends on where in space the molecule stands (expected a potential that"
                        + " does not, or withAnchor(true))",
                null);
    }

    static DynamicsException move(MdState state, double time, double limit) {
        int worst = 0;
        for (int k = 0; k < state.v.length; k++) if (!(Math.abs(state.v[k]) <= Math.abs(state.v[worst]))) worst = k;
        int replica = worst / state.size;
        int atom = worst % state.size / 3;
        return failure(
                state,
                replica,
                "atom " + state.atom(atom) + " would move " + moved(time * state.v[worst]) + " in " + rounded(time)
                        + " fs (limit " + rounded(limit) + "): the step is too long or the start too strained",
                null);
    }

    static DynamicsException writing(MdState state, IOException cause) {
        String reason = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : cause.getMessage();
        return failure(
                state,
                0,
                "the run's files cannot be written: " + reason
                        + "; the checkpoint before it stands, resume when it is mended",
                cause);
    }

    private static DynamicsException failure(MdState state, int replica, String what, Exception cause) {
        String where = "step " + state.step() + " (" + rounded(state.time()) + " fs)"
                + (state.replicas() > 1 ? ", replica " + (replica + 1) : "");
        return new DynamicsException(where + ": " + what, state.step(), state.lastGood(replica), cause);
    }

    /** The two atoms that are closest, where it is likely that they are to blame. */
    private static String nearest(MdState state, int replica) {
        int from = replica * state.size;
        double least = Double.POSITIVE_INFINITY;
        String atoms = "";
        for (int i = 0; i < state.size; i += 3)
            for (int j = 0; j < i; j += 3) {
                double dx = state.x[from + i] - state.x[from + j];
                double dy = state.x[from + i + 1] - state.x[from + j + 1];
                double dz = state.x[from + i + 2] - state.x[from + j + 2];
                double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
                if (!(distance < least)) continue;
                least = distance;
                atoms = state.atom(j / 3) + " and " + state.atom(i / 3);
            }
        if (atoms.isEmpty()) return "";
        return "; the closest atoms, " + atoms + ", are " + rounded(least) + " angstrom apart";
    }

    private static String moved(double way) {
        return Double.isFinite(way) ? rounded(Math.abs(way)) + " angstrom" : "without limit";
    }

    private static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
