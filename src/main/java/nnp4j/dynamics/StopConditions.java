package nnp4j.dynamics;

import java.util.Locale;
import nnp4j.geometry.InternalCoordinate;

/** Observers that end a run. */
public final class StopConditions {
    private StopConditions() {}

    /**
     * Ends the run when a coordinate leaves a range, for example a bond that breaks.
     *
     * @param coordinate what to measure
     * @param low angstrom or radian
     * @param high angstrom or radian
     * @return an observer
     */
    public static StepObserver outside(InternalCoordinate coordinate, double low, double high) {
        return state -> {
            for (int r = 0; r < state.replicas(); r++) {
                double value = state.value(r, coordinate);
                if (!(value >= low && value <= high))
                    state.stop(String.format(
                            Locale.ROOT,
                            "%s%s is %.4f, outside %.4f to %.4f",
                            coordinate,
                            of(state, r),
                            value,
                            low,
                            high));
            }
        };
    }

    /**
     * Ends the run when it gets too hot.
     *
     * @param limit kelvin
     * @return an observer
     */
    public static StepObserver hotter(double limit) {
        return state -> {
            for (int r = 0; r < state.replicas(); r++)
                if (!(state.temperature(r) <= limit))
                    state.stop(String.format(
                            Locale.ROOT,
                            "temperature%s is %.1f K, above %.1f",
                            of(state, r),
                            state.temperature(r),
                            limit));
        };
    }

    /**
     * Ends the run when an ensemble's members no longer agree about the energy, for what lies beyond is not to be trusted.
     *
     * @param limit of {@link MdState#energySpread}, eV
     * @return an observer; it throws an IllegalArgumentException at the start of a run whose potential is no ensemble
     */
    public static StepObserver spread(double limit) {
        return state -> {
            if (!state.evaluation().hasSpread())
                throw new IllegalArgumentException(
                        "stop condition: expected an ensemble, found a potential whose spread is not known");
            for (int r = 0; r < state.replicas(); r++)
                if (!(state.energySpread(r) <= limit))
                    state.stop(String.format(
                            Locale.ROOT,
                            "the ensemble's spread%s is %.3g eV, above %.3g",
                            of(state, r),
                            state.energySpread(r),
                            limit));
        };
    }

    private static String of(MdState state, int replica) {
        return state.replicas() > 1 ? " of replica " + (replica + 1) : "";
    }
}
