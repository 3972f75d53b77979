package nnp4j.potential;

import java.util.Arrays;

/** No energy and no forces: what stands under networks that have no analytic base. */
final class ZeroPotential implements Potential {
    static final ZeroPotential ZERO = new ZeroPotential();

    private ZeroPotential() {}

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        Arrays.fill(forces, 0);
        return 0;
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] energies, double[] forces) {
        Arrays.fill(energies, 0, count, 0);
        Arrays.fill(forces, 0, x.length, 0);
    }
}
