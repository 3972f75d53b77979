package nnp4j.dynamics;

/** What must hold of a state after every step. */
final class Checks {
    /** Part of the forces that single precision may leave as their sum. */
    private static final double NET_FORCE = 1e-2;
    /** eV/angstrom: what it leaves of forces that are nothing themselves. */
    private static final double ROUNDING = 1e-5;

    private Checks() {}

    /** A force that is not finite made velocities and kinetic energy not finite. */
    static void finite(MdState state) {
        for (int r = 0; r < state.replicas(); r++)
            if (!Double.isFinite(state.potentialEnergies[r] + state.kinetic[r])) throw Failures.notFinite(state, r);
        if (state.step() > 0) return;
        for (double force : state.f) if (!Double.isFinite(force)) throw Failures.notFinite(state, 0);
    }

    /** Forces of a molecule that floats free add up to nothing; otherwise its degrees of freedom would be counted wrongly. */
    static void floating(MdState state) {
        for (int r = 0; r < state.replicas(); r++)
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                double all = 0;
                for (int k = r * state.size + c; k < (r + 1) * state.size; k += 3) {
                    sum += state.f[k];
                    all += Math.abs(state.f[k]);
                }
                if (Math.abs(sum) > Math.max(ROUNDING, NET_FORCE * all)) throw Failures.anchored(state, r, sum);
            }
    }
}
