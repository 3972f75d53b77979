package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.Potential;
import org.junit.jupiter.api.Test;

class RigidScanTest {
    private static final Geometry FOUR = Geometry.of(
            new int[] {6, 6, 6, 6}, new double[] {1.1, 0.2, -0.3, 0.1, 0.9, 0.4, -1.2, 0.3, 0.9, -1.5, -0.8, 1.4});
    private static final Geometry H2 = Geometry.of(new int[] {1, 1}, new double[] {0.1, 0.2, 0.3, 0.1, 0.9, 0.3});
    private static final Potential POTENTIAL = new LennardJones(0.01, 1.3).between(4);

    @Test
    void everyPointIsASingleCallAtItsGeometry() {
        InternalCoordinate dihedral = InternalCoordinate.of(0, 1, 2, 3);
        double[] values = ScanValues.points(Kind.DIHEDRAL, -180, 540, 37).inside();
        ScanResult scan = RigidScan.run(POTENTIAL, FOUR, ScanCoordinate.of(dihedral), values);
        assertEquals(37, scan.count());
        assertArrayEquals(values, scan.requested());
        assertArrayEquals(values, scan.actual(), 1e-12); // unwrapped like the request
        for (int k = 0; k < scan.count(); k++) {
            double[] forces = new double[12];
            assertEquals(POTENTIAL.energyAndForces(scan.point(k).toArray(), forces), scan.energy(k));
            assertArrayEquals(forces, scan.forces(k));
        }
        assertEquals(0, scan.failedPoints().length);
    }

    @Test
    void aScanIsOneBatch() {
        AtomicInteger calls = new AtomicInteger();
        Potential morse = new Morse(4.7, 1.95, 0.74).between(2);
        Potential counted = new Potential() {
            @Override
            public double energyAndForces(double[] x, double[] forces) {
                throw new AssertionError("not batched");
            }

            @Override
            public void energiesAndForces(int count, double[] x, double[] energies, double[] forces) {
                calls.incrementAndGet();
                morse.energiesAndForces(count, x, energies, forces);
            }
        };
        double[] values = ScanValues.points(Kind.BOND, 0.4, 6, 10_000).inside();
        ScanResult scan = RigidScan.run(counted, H2, bond(), values);
        assertEquals(1, calls.get());
        assertEquals(0.74, scan.value(scan.minimum()), 6e-4); // one spacing
        double[] many = ScanValues.points(Kind.BOND, 0.4, 6, 600_000).inside();
        ScanResult cut = RigidScan.run(counted, H2, bond(), many);
        assertEquals(3, calls.get()); // two more
        assertEquals(new Morse(4.7, 1.95, 0.74).energy(6), cut.energy(599_999), 1e-12);
    }

    @Test
    void pointsWithoutAFiniteEnergyAreMarked() {
        Potential hole = (x, forces) -> {
            double r = Math.abs(x[4] - x[1]);
            return r < 0.5 ? Double.NaN : r < 0.8 ? Double.NEGATIVE_INFINITY : r;
        };
        ScanResult scan = RigidScan.run(hole, H2, bond(), new double[] {0.4, 0.6, 1, 2});
        assertArrayEquals(new int[] {0, 1}, scan.failedPoints());
        assertTrue(scan.failed(1));
        assertEquals(2, scan.minimum());
        ScanResult none = RigidScan.run(hole, H2, bond(), new double[] {0.4});
        assertThrows(ScanException.class, none::minimum);
        assertThrows(IllegalArgumentException.class, () -> RigidScan.run(hole, H2, bond(), new double[0]));
    }

    private static ScanCoordinate bond() {
        return ScanCoordinate.of(InternalCoordinate.of(0, 1));
    }
}
