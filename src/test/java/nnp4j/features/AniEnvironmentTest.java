package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.Neighborhood;
import org.junit.jupiter.api.Test;

class AniEnvironmentTest extends AtomicKernelContract {
    /** The shape of ANI-2x with uneven shifts, so that nothing rests on even spacing. */
    static final AniParameters SMALL = new AniParameters(
            5.1, 19.7, List.of(0.8, 1.1, 2.0, 3.3), 3.5, 12.5, List.of(0.8, 1.6, 2.9), 14.1, List.of(0.39, 1.18, 1.96));

    @Override
    AtomicDescriptor descriptor() {
        return AniEnvironment.of(new int[] {1, 6, 8}, SMALL);
    }

    @Test
    void featuresAreThoseOfTheFormulas() {
        AniParameters even = new AniParameters(
                5.2,
                16,
                List.of(0.9, 1.16875, 1.4375000001, 1.70625, 1.975, 2.24375, 2.5125),
                3.5,
                8,
                List.of(0.9, 1.55, 2.2, 2.85),
                32,
                List.of(
                        0.19634954,
                        0.58904862,
                        0.98174770,
                        1.37444679,
                        1.76714587,
                        2.15984495,
                        2.55254403,
                        2.94524311));
        for (AniParameters p : List.of(SMALL, even)) {
            AniEnvironment descriptor = AniEnvironment.of(new int[] {1, 6, 8}, p);
            for (int seed = 0; seed < 5; seed++) {
                Geometry cluster = cluster(new SplittableRandom(seed), descriptor, 12);
                for (int centre = 0; centre < 3; centre++) {
                    double[] expected = formulas(p, cluster, around(descriptor, cluster, centre));
                    double[] found = row(descriptor, cluster, centre);
                    int[] live = descriptor
                            .kernelFor(cluster.atomicNumbers(), false)
                            .liveFeatures(cluster.atomicNumber(centre));
                    double[] all = new double[expected.length];
                    for (int k = 0; k < live.length; k++) all[live[k]] = found[k];
                    // Values of up to about 5; the table and the recurrence are good to rounding.
                    assertArrayEquals(expected, all, 1e-13);
                }
            }
        }
    }

    @Test
    void absentElementsHaveNoColumns() {
        AniEnvironment descriptor = AniEnvironment.of(new int[] {1, 6, 8}, SMALL);
        AtomicKernel water = descriptor.kernelFor(new int[] {8, 1, 1}, false);
        // Hydrogen sees H and O, and the pair of both; oxygen sees H, and the pair of two.
        assertEquals(2 * 4 + 9, water.liveFeatures(1).length);
        assertEquals(4 + 9, water.liveFeatures(8).length);
        assertEquals(0, water.liveFeatures(6).length);
        AtomicKernel periodic = descriptor.kernelFor(new int[] {8, 1, 1}, true);
        assertEquals(2 * 4 + 3 * 9, periodic.liveFeatures(8).length);
        assertEquals(0, descriptor.kernelFor(new int[] {8}, false).liveFeatures(8).length);
    }

    @Test
    void namesSayWhatAFeatureMeasures() {
        AniEnvironment descriptor = AniEnvironment.of(new int[] {1, 6, 8}, SMALL);
        assertEquals("O-C near 1.100 angstrom", descriptor.featureName(8, 5));
        assertEquals("C-O-O near 1.600 angstrom, 67.6 degrees", descriptor.featureName(8, 12 + 4 * 9 + 4));
    }

    @Test
    void unknownElementsAreNamed() {
        AniEnvironment descriptor = AniEnvironment.of(new int[] {1, 6, 8}, SMALL);
        Throwable error =
                assertThrows(IllegalArgumentException.class, () -> descriptor.kernelFor(new int[] {1, 9}, false));
        assertEquals("expected atoms of H, C, O, found F", error.getMessage());
    }

    /** The definition, term by term, with powers and arc cosines. */
    private static double[] formulas(AniParameters p, Geometry g, Neighborhood around) {
        List<Integer> order = List.of(1, 6, 8);
        int nr = p.radialShifts().size();
        int na = p.angularShifts().size() * p.angles().size();
        double[] aev = new double[3 * nr + 6 * na];
        for (int j = 0; j < around.count(); j++) {
            double r = around.distances()[j];
            int a = order.indexOf(g.atomicNumber(around.atoms()[j]));
            for (int k = 0; k < nr; k++)
                aev[a * nr + k] += 0.25
                        * Math.exp(
                                -p.radialEta() * Math.pow(r - p.radialShifts().get(k), 2))
                        * cutoff(r, p.radialCutoff());
            for (int m = 0; m < j; m++) {
                double r2 = around.distances()[m];
                if (r > p.angularCutoff() || r2 > p.angularCutoff()) continue;
                int b = order.indexOf(g.atomicNumber(around.atoms()[m]));
                int low = Math.min(a, b);
                int pair = low * 3 - low * (low - 1) / 2 + Math.abs(a - b);
                double dot = 0;
                for (int c = 0; c < 3; c++)
                    dot += around.displacements()[3 * j + c] * around.displacements()[3 * m + c];
                double theta = Math.acos(0.95 * dot / (r * r2));
                int at = 3 * nr + pair * na;
                for (double shift : p.angularShifts())
                    for (double angle : p.angles())
                        aev[at++] += 2
                                * Math.pow(0.5 * (1 + Math.cos(theta - angle)), p.zeta())
                                * Math.exp(-p.angularEta() * Math.pow(0.5 * (r + r2) - shift, 2))
                                * cutoff(r, p.angularCutoff())
                                * cutoff(r2, p.angularCutoff());
            }
        }
        return aev;
    }

    private static double cutoff(double r, double end) {
        return 0.5 * Math.cos(Math.PI * r / end) + 0.5;
    }
}
