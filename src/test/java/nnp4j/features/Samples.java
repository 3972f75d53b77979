package nnp4j.features;

import java.util.Random;

/** Seeded random molecules and motions of them. */
final class Samples {
    private Samples() {}

    /** Atoms thrown one after the other into a cube of side 1.5 n^(1/3) + 1 angstrom, no two closer than 0.8. */
    static double[] molecule(int atomCount, long seed) {
        Random random = new Random(seed);
        double side = 1.5 * Math.cbrt(atomCount) + 1;
        double[] x = new double[3 * atomCount];
        for (int i = 0; i < atomCount; ) {
            for (int c = 0; c < 3; c++) x[3 * i + c] = side * random.nextDouble();
            if (closest(x, i) > 0.8) i++;
        }
        return x;
    }

    private static double closest(double[] x, int i) {
        double closest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < i; j++)
            closest = Math.min(
                    closest,
                    Math.hypot(
                            Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]), x[3 * i + 2] - x[3 * j + 2]));
        return closest;
    }

    /** Normally distributed numbers. */
    static double[] numbers(int count, long seed) {
        Random random = new Random(seed);
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++) numbers[k] = random.nextGaussian();
        return numbers;
    }

    static double[] translated(double[] x, long seed) {
        double[] shift = numbers(3, seed);
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k++) moved[k] = x[k] + 3 * shift[k % 3];
        return moved;
    }

    /** Turned by the rotation of a random unit quaternion (Shoemake, Graphics Gems III, 124 (1992)). */
    static double[] rotated(double[] x, long seed) {
        double[] q = numbers(4, seed);
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        double w = q[0] / norm, a = q[1] / norm, b = q[2] / norm, c = q[3] / norm;
        double[] r = {
            1 - 2 * (b * b + c * c),
            2 * (a * b - c * w),
            2 * (a * c + b * w),
            2 * (a * b + c * w),
            1 - 2 * (a * a + c * c),
            2 * (b * c - a * w),
            2 * (a * c - b * w),
            2 * (b * c + a * w),
            1 - 2 * (a * a + b * b)
        };
        double[] turned = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            int i = k - k % 3;
            int row = 3 * (k % 3);
            turned[k] = r[row] * x[i] + r[row + 1] * x[i + 1] + r[row + 2] * x[i + 2];
        }
        return turned;
    }
}
