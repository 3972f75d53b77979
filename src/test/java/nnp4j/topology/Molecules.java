package nnp4j.topology;

import nnp4j.geometry.Geometry;

/** Molecules at textbook geometries, angstrom. */
final class Molecules {
    private Molecules() {}

    static Geometry water() {
        return Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0.117, 0, 0.757, -0.469, 0, -0.757, -0.469});
    }

    static Geometry methane() {
        double a = 0.629; // 1.09 / sqrt(3)
        return Geometry.of(new int[] {6, 1, 1, 1, 1}, new double[] {0, 0, 0, a, a, a, a, -a, -a, -a, a, -a, -a, -a, a});
    }

    /** Atoms C C O, three H on the first carbon, two on the second, one on oxygen. */
    static Geometry ethanol() {
        return Geometry.of(new int[] {6, 6, 8, 1, 1, 1, 1, 1, 1}, new double[] {
            1.168, -0.395, 0, 0, 0.559, 0, -1.195, -0.216, 0, 2.127, 0.130, 0, 1.130, -1.036, 0.886, 1.130, -1.036,
            -0.886, 0.041, 1.203, 0.887, 0.041, 1.203, -0.887, -1.948, 0.383, 0
        });
    }

    static Geometry benzene() {
        double[] x = new double[36];
        int[] z = new int[12];
        for (int i = 0; i < 12; i++) {
            double radius = i < 6 ? 1.395 : 2.480;
            z[i] = i < 6 ? 6 : 1;
            x[3 * i] = radius * Math.cos(Math.PI / 3 * i);
            x[3 * i + 1] = radius * Math.sin(Math.PI / 3 * i);
        }
        return Geometry.of(z, x);
    }

    /** Equal atoms on a circle, a given distance apart. */
    static Geometry ring(int element, int size, double bond) {
        double radius = bond / (2 * Math.sin(Math.PI / size));
        double[] x = new double[3 * size];
        int[] z = new int[size];
        for (int i = 0; i < size; i++) {
            z[i] = element;
            x[3 * i] = radius * Math.cos(2 * Math.PI / size * i);
            x[3 * i + 1] = radius * Math.sin(2 * Math.PI / size * i);
        }
        return Geometry.of(z, x);
    }
}
