package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;

/** The spread of ensembles, what lay outside the range, and virials of batches. */
class TrustTest {
    /** Sums in another order. */
    private static final double ROUNDING = 1e-10;

    private static final int ATOMS = 6;
    private static final int SIZE = 3 * ATOMS;
    /** More than go through the networks at once. */
    private static final int COUNT = 200;

    private static double[] copies(Geometry geometry, int count) {
        SplittableRandom random = new SplittableRandom(12);
        double[] x = new double[count * SIZE];
        for (int k = 0; k < x.length; k++) x[k] = geometry.toArray()[k % SIZE] + 0.05 * random.nextDouble();
        return x;
    }

    private static double[] part(double[] values, int size, int k) {
        return Arrays.copyOfRange(values, k * size, (k + 1) * size);
    }

    @Test
    void everyGeometryOfABatchHasItsOwnSpreadAndVirial() {
        Geometry geometry = AtomSamples.crystal(new SplittableRandom(4), ATOMS, 5);
        double[] x = copies(geometry, COUNT);
        double[] energies = new double[COUNT];
        double[] forces = new double[x.length];
        double[] virials = new double[9 * COUNT];
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 3)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            AtomicPotential single = AtomSamples.potential(file, geometry);
            potential.energiesForcesAndVirials(COUNT, x, energies, forces, virials);
            double[] f = new double[SIZE];
            double[] w = new double[9];
            for (int k = 0; k < COUNT; k++) {
                assertEquals(single.energyForcesAndVirial(part(x, SIZE, k), f, w), energies[k], ROUNDING);
                assertArrayEquals(f, part(forces, SIZE, k), ROUNDING);
                assertArrayEquals(w, part(virials, 9, k), ROUNDING);
                assertEquals(single.energySpread().orElseThrow(), potential.energySpread(k), ROUNDING);
            }
            assertThrows(IllegalArgumentException.class, () -> potential.energySpread(COUNT));
        }
    }

    @Test
    void theSpreadOfForcesIsTheLargestDeviationOfAnAtomsForce() {
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(5), ATOMS);
        int members = 4;
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, members)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            double[] each = new double[members * SIZE];
            double[] mean = new double[SIZE];
            potential.memberForces(geometry.toArray(), each);
            potential.energyAndForces(geometry.toArray(), mean);
            double energySpread = potential.energySpread().orElseThrow();
            double largest = 0;
            for (int i = 0; i < ATOMS; i++) {
                double squares = 0;
                for (int m = 0; m < members; m++)
                    for (int c = 3 * i; c < 3 * i + 3; c++) squares += Math.pow(each[m * SIZE + c] - mean[c], 2);
                largest = Math.max(largest, Math.sqrt(squares / (members - 1)));
            }
            Spread spread = potential.spread(geometry.toArray()).orElseThrow();
            assertEquals(largest, spread.force(), ROUNDING);
            assertEquals(energySpread, spread.energy(), ROUNDING);
            assertTrue(spread.force() > 0.01, "members that differ");
        }
    }

    @Test
    void aSingleNetworkHasNoSpread() {
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(5), ATOMS);
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 1)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            potential.energyAndForces(geometry.toArray(), new double[SIZE]);
            assertEquals(OptionalDouble.empty(), potential.energySpread());
            assertEquals(Optional.empty(), potential.spread(geometry.toArray()));
        }
    }

    @Test
    void thePressureIsMinusTheDerivativeWithRespectToTheVolume() {
        Geometry geometry = AtomSamples.crystal(new SplittableRandom(6), ATOMS, 4.5);
        double volume = geometry.cell().orElseThrow().volume();
        double[] cell = geometry.cell().orElseThrow().toArray();
        double[] forces = new double[SIZE];
        double[] virial = new double[9];
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 2)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            potential.energyForcesAndVirial(geometry.toArray(), forces, virial);
            double pressure = (virial[0] + virial[4] + virial[8]) / (3 * volume);
            double step = 1e-3; // of the volume's relative change: the error is its fourth power
            double[] e = new double[5];
            for (int m = 0; m < 5; m++) {
                double scale = Math.cbrt(1 + (m - 2) * step);
                e[m] = potential.energyForcesAndVirial(
                        scaled(geometry.toArray(), scale), scaled(cell, scale), forces, virial);
            }
            double numeric = -(e[0] - 8 * e[1] + 8 * e[3] - e[4]) / (12 * step * volume);
            assertEquals(numeric, pressure, 1e-7 * Math.abs(pressure));
        }
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> factor * v).toArray();
    }

    @Test
    void theReportCountsAtomsAndFeaturesAsN2p2Does() {
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(7), ATOMS);
        double limit = 0.02;
        byte[] bytes = AtomSamples.bytes(Precision.DOUBLE, 2, limit);
        try (PotentialFile file = PotentialFile.open(Path.of("ranges.onnx"), bytes)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            assertEquals(ExtrapolationReport.NONE, potential.extrapolations());
            double[] x = copies(geometry, COUNT);
            long expected = 0;
            for (int k = 0; k < COUNT; k++) expected += potential.extrapolationCount(part(x, SIZE, k));
            potential.extrapolation(geometry.toArray());
            potential.spread(geometry.toArray());
            assertEquals(0, potential.extrapolationTotal(), "questions are not counted");
            potential.energiesAndForces(COUNT, x, new double[COUNT], new double[x.length]);
            assertTrue(expected > COUNT, "a geometry has several features outside");
            assertEquals(expected, potential.extrapolationTotal());
            ExtrapolationReport report = potential.extrapolations();
            assertEquals(expected, report.count());
            assertEquals(
                    expected,
                    report.features().stream()
                            .mapToLong(ExtrapolationReport.Outside::count)
                            .sum());
            Extrapolation worst = report.worst().orElseThrow();
            assertEquals((worst.value() - limit) / limit, worst.widths(), ROUNDING);
            for (ExtrapolationReport.Outside outside : report.features()) {
                assertTrue(outside.farthest().widths() > 0 && outside.farthest().widths() <= worst.widths());
                assertTrue(outside.farthest().feature().startsWith("atom "));
            }
        }
    }

    @Test
    void aPotentialOfOneMoleculeReportsItsFeatures() {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            BoundPotential potential = file.potentialFor(h2, Extrapolation.ALLOW);
            double[] forces = new double[6];
            potential.energyAndForces(h2.toArray(), forces);
            assertEquals(ExtrapolationReport.NONE, potential.extrapolations());
            for (double distance : new double[] {0.08, 0.05, 0.1})
                potential.energyAndForces(new double[] {0, 0, 0, 0, 0, distance}, forces);
            ExtrapolationReport report = potential.extrapolations();
            assertEquals(3, report.features().get(0).count());
            Extrapolation worst = report.worst().orElseThrow();
            assertEquals(
                    potential.extrapolation(new double[] {0, 0, 0, 0, 0, 0.05}).orElseThrow(), worst);
            assertFalse(potential.energySpread().isPresent());
            assertEquals(1, potential.memberCount());
        }
    }

    @Test
    void whatIsNotANumberIsFarthestOutside() {
        Extrapolation above = new Extrapolation("a", 3, 0, 2);
        Extrapolation never = new Extrapolation("b", 0.1, 0, 0);
        Extrapolation nan = new Extrapolation("c", Double.NaN, 0, 1);
        assertEquals(0.5, above.widths());
        assertEquals(Double.POSITIVE_INFINITY, never.widths());
        ExtrapolationReport report = new ExtrapolationReport(
                3,
                java.util.stream.Stream.of(above, never, nan)
                        .map(e -> new ExtrapolationReport.Outside(1, e))
                        .toList());
        assertEquals("c", report.worst().orElseThrow().feature());
        assertEquals("b", report.features().get(1).farthest().feature());
    }
}
