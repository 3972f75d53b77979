package nnp4j.export;

import nnp4j.potential.Dispersion;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.PairTerm;
import nnp4j.potential.ScreenedRepulsion;

/** The analytic terms under a network, each a function of all distances. */
final class BaseGraph {
    /** Where the damping of dispersion leaves its series; as in {@link Dispersion}. */
    private static final double SERIES_LIMIT = 12;

    private static final int SERIES_TERMS = 60;

    private BaseGraph() {}

    /** Energy of distances, [pairs]. */
    static String energy(Maths m, PairTerm term, String r) {
        String each;
        if (term instanceof Morse t) {
            String y = m.add(m.exp(m.mul(m.add(r, -t.minimum()), -t.width())), -1);
            each = m.mul(m.add(m.square(y), -1), t.depth());
        } else if (term instanceof LennardJones t) {
            String s6 = m.power(m.over(t.sigma(), r), 6);
            each = m.mul(m.mul(s6, m.add(s6, -1)), 4 * t.epsilon());
        } else if (term instanceof ScreenedRepulsion t) {
            each = m.div(m.mul(m.exp(m.mul(r, -t.decay())), t.strength()), r);
        } else if (term instanceof Dispersion t) {
            each = dispersion(m, t, r);
        } else {
            throw new IllegalArgumentException(
                    "cannot export a base of " + term.getClass().getSimpleName());
        }
        return m.sum(each, 0);
    }

    /** -sum c_n f_n(b r) / r^n with f_n(x) = 1 - e^-x sum_{k<=n} x^k / k!, each branch where it keeps its digits. */
    private static String dispersion(Maths m, Dispersion t, String r) {
        String x = m.mul(r, t.damping());
        String near = m.below(x, SERIES_LIMIT);
        String small = m.where(near, x, SERIES_LIMIT);
        String large = m.where(near, m.tape().scalar(SERIES_LIMIT), x);
        String sum = null;
        double[] c = {t.c6(), t.c8(), t.c10()};
        for (int k = 0; k < 3; k++) {
            int n = 6 + 2 * k;
            String term =
                    m.mul(m.where(near, damped(m, n, small), undamped(m, n, large)), c[k] * Math.pow(t.damping(), n));
            sum = sum == null ? term : m.add(sum, term);
        }
        return m.mul(sum, -1);
    }

    /**
     * e^-x x sum_{k>n} x^(k-n-1) / k!, nested so that no constant is tiny: ONNX Runtime takes a term of double for 0 if it is so
     * in float.
     */
    private static String damped(Maths m, int n, String x) {
        String sum = m.tape().scalar(1);
        for (int k = SERIES_TERMS; k > 0; k--) sum = m.add(m.mul(m.mul(x, sum), 1.0 / (n + 1 + k)), 1);
        double factorial = 1;
        for (int k = 1; k <= n + 1; k++) factorial *= k;
        return m.mul(m.mul(m.mul(m.exp(m.mul(x, -1)), x), sum), 1 / factorial);
    }

    private static String undamped(Maths m, int n, String x) {
        double[] inverse = new double[n + 1];
        inverse[0] = 1;
        for (int k = 1; k <= n; k++) inverse[k] = inverse[k - 1] / k;
        String head = m.mul(m.exp(m.mul(x, -1)), m.polynomial(x, inverse));
        return m.div(m.from(1, head), m.power(x, n));
    }
}
