package nnp4j.dynamics;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import nnp4j.geometry.Geometry;
import nnp4j.potential.LennardJones;
import nnp4j.potential.PairPotential;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;

/** Molecules and potentials for the tests of dynamics. */
final class Systems {
    /** Argon: Rowley, Nicholson, Parsonage, J. Comput. Phys. 17, 401 (1975), doi:10.1016/0021-9991(75)90042-X. */
    static final LennardJones ARGON = new LennardJones(119.8 * 8.617333e-5, 3.405);

    private Systems() {}

    static Geometry h2(double distance) {
        return Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, distance});
    }

    static PotentialFile h2File() {
        return PotentialFile.open(Path.of("potentials/h2.onnx"));
    }

    /** The icosahedron of 13 atoms, its radius near that of the energy's minimum. */
    static Geometry argon13() {
        double golden = (1 + Math.sqrt(5)) / 2;
        double scale = 1.0820 * ARGON.sigma() / Math.sqrt(1 + golden * golden);
        double[] x = new double[39];
        int k = 3;
        for (int c = 0; c < 3; c++)
            for (double a : new double[] {-1, 1})
                for (double b : new double[] {-golden, golden}) {
                    x[k + c] = 0;
                    x[k + (c + 1) % 3] = a * scale;
                    x[k + (c + 2) % 3] = b * scale;
                    k += 3;
                }
        int[] elements = new int[13];
        Arrays.fill(elements, 18);
        return Geometry.of(elements, x);
    }

    static Potential argon(int atoms) {
        return new PairPotential(ARGON, atoms);
    }

    /** Independent oscillators: each coordinate pulled to its start, with so many eV/angstrom^2. */
    static Potential springs(Geometry start, double constant) {
        double[] origin = start.toArray();
        return (x, forces) -> {
            double energy = 0;
            for (int k = 0; k < x.length; k++) {
                double q = x[k] - origin[k];
                forces[k] = -constant * q;
                energy += constant * q * q / 2;
            }
            return energy;
        };
    }

    static Geometry scattered(int[] elements, long seed) {
        Random random = new Random(seed);
        return Geometry.of(elements, random.doubles(3L * elements.length, -5, 5).toArray());
    }
}
