package nnp4j.scan;

/**
 * A curve with the centrifugal term.
 *
 * @param curve of the molecule
 * @param centrifugal J(J+1) hbar^2/(2 mu), eV angstrom^2
 */
record EffectiveCurve(DiatomicCurve curve, double centrifugal) {
    double energy(double r) {
        return curve.energy(r) + centrifugal / (r * r);
    }

    double[] energies(RadialGrid grid) {
        double[] r = new double[grid.count()];
        for (int k = 0; k < r.length; k++) r[k] = grid.from() + k * grid.step();
        double[] energies = new double[r.length];
        curve.energies(r, energies);
        for (int k = 0; k < r.length; k++) {
            energies[k] += centrifugal / (r[k] * r[k]);
            if (!Double.isFinite(energies[k]))
                throw new ScanException("diatomic: the energy at " + r[k] + " angstrom is " + energies[k]);
        }
        return energies;
    }
}
