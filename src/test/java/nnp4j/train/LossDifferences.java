package nnp4j.train;

/** Derivatives of a loss by its parameters from central differences of fourth order. */
final class LossDifferences {
    private LossDifferences() {}

    static double[] of(Loss loss, double[] parameters, double step) {
        double[] differences = new double[parameters.length];
        for (int k = 0; k < differences.length; k++)
            differences[k] = (8 * (at(loss, parameters, k, step) - at(loss, parameters, k, -step))
                            - (at(loss, parameters, k, 2 * step) - at(loss, parameters, k, -2 * step)))
                    / (12 * step);
        return differences;
    }

    private static double at(Loss loss, double[] parameters, int k, double step) {
        double[] moved = parameters.clone();
        moved[k] += step;
        return loss.value(loss.all(), 0, loss.all().length, moved);
    }
}
