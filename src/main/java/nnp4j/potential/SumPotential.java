package nnp4j.potential;

/** Two potentials added; grows its scratch memory on the first call of a size. */
final class SumPotential implements Potential {
    private final Potential first;
    private final Potential second;
    private double[] energies = {};
    private double[] forces = {};

    SumPotential(Potential first, Potential second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public double energyAndForces(double[] x, double[] f) {
        reserve(0, f.length);
        double energy = first.energyAndForces(x, f) + second.energyAndForces(x, forces);
        for (int k = 0; k < f.length; k++) f[k] += forces[k];
        return energy;
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] e, double[] f) {
        reserve(count, f.length);
        first.energiesAndForces(count, x, e, f);
        second.energiesAndForces(count, x, energies, forces);
        for (int k = 0; k < count; k++) e[k] += energies[k];
        for (int k = 0; k < f.length; k++) f[k] += forces[k];
    }

    private void reserve(int count, int size) {
        if (energies.length < count) energies = new double[count];
        if (forces.length != size) forces = new double[size];
    }
}
