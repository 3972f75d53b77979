package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.CheckpointException;
import nnp4j.optimize.Convergence;
import nnp4j.potential.Potential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridScanTest {
    /** Asked of a relaxed point. */
    private static final double ANGSTROM = 1e-6;

    private static final double RADIAN = 1e-4 * Math.PI / 180;

    /** H2O2-like: two O, two H. */
    private static final Geometry PEROXIDE =
            Geometry.of(new int[] {1, 8, 8, 1}, new double[] {0.9, 0.3, 0.1, 0, 0, 0, 0, 0, 1.45, 0.2, 0.9, 1.6});

    private static final InternalCoordinate OO = InternalCoordinate.of(1, 2);
    private static final InternalCoordinate BEND = InternalCoordinate.of(0, 1, 2);
    private static final InternalCoordinate TURN = InternalCoordinate.of(0, 1, 2, 3);

    @TempDir
    private Path folder;

    /** Springs for bonds and angles, which couple to a torsion: k (q - q0 - c cos phi)^2/2. */
    private static double peroxide(double[] x, double[] forces) {
        Arrays.fill(forces, 0);
        double phi = TURN.value(x);
        double energy = 0.2 * (1 + Math.cos(phi)) + 0.1 * Math.cos(2 * phi);
        double slope = -0.2 * Math.sin(phi) - 0.2 * Math.sin(2 * phi);
        double[][] terms = {{0, 1, 45, 0.96, 0}, {1, 2, 25, 1.45, 0.05}, {2, 3, 45, 0.96, 0}};
        for (double[] t : terms) {
            InternalCoordinate bond = InternalCoordinate.of((int) t[0], (int) t[1]);
            double off = bond.value(x) - t[3] - t[4] * Math.cos(phi);
            energy += t[2] * off * off / 2;
            bond.addGradient(x, -t[2] * off, forces);
            slope += t[2] * off * t[4] * Math.sin(phi);
        }
        for (InternalCoordinate bend : List.of(BEND, InternalCoordinate.of(1, 2, 3))) {
            double off = bend.value(x) - 1.74 - 0.1 * Math.cos(phi);
            energy += 6 * off * off / 2;
            bend.addGradient(x, -6 * off, forces);
            slope += 6 * off * 0.1 * Math.sin(phi);
        }
        TURN.addGradient(x, -slope, forces);
        return energy;
    }

    private static ScanAxis axis(InternalCoordinate coordinate, double from, double to, int points, int... moving) {
        return new ScanAxis(
                ScanCoordinate.of(coordinate, moving), ScanValues.points(coordinate.kind(), from, to, points));
    }

    private static GridScan tight(GridScan scan) {
        return scan.relaxed(o -> o.withConvergence(Convergence.TIGHT));
    }

    @Test
    void aRelaxedTorsionFollowsTheFloorAndKeepsItsValue() {
        GridScanResult result = tight(GridScan.of(GridScanTest::peroxide, PEROXIDE, axis(TURN, -180, 180, 25, 3)))
                .withWayBack(true)
                .run();
        assertEquals(25, result.forward().size());
        assertEquals(25, result.backward().size());
        assertEquals(0, result.failures());
        double floor =
                1e-7; // eV: (7.7e-4 eV/angstrom)^2 over 2 x 25 eV/angstrom^2 is 1e-8, for several soft coordinates
        for (ScanPoint p : result.forward()) {
            double phi = p.requested()[0];
            assertEquals(phi, p.actual()[0], RADIAN);
            assertEquals(0.2 * (1 + Math.cos(phi)) + 0.1 * Math.cos(2 * phi), p.energy(), floor);
            double[] x = p.geometry().toArray();
            assertEquals(1.45 + 0.05 * Math.cos(phi), OO.value(x), 1e-4);
            double[] forces = new double[12];
            assertEquals(peroxide(x, forces), p.energy());
        }
        assertTrue(result.hysteresis() < floor, result.hysteresis() + "");
        assertEquals(
                result.backward().get(24).energy(), result.forward().get(24).energy(), floor);
    }

    @Test
    void aRigidScanLiesAboveTheRelaxedOne() {
        GridScan scan = GridScan.of(GridScanTest::peroxide, PEROXIDE, axis(TURN, -180, 180, 13, 3));
        GridScanResult rigid = scan.run();
        GridScanResult relaxed = tight(scan).run();
        for (int k = 0; k < 13; k++)
            assertTrue(
                    rigid.forward().get(k).energy() > relaxed.forward().get(k).energy());
    }

    @Test
    void twoCoordinatesOfAnyMixAreHeldAtEveryPoint() {
        List<ScanPoint> seen = new ArrayList<>();
        GridScanResult result = tight(GridScan.of(
                        GridScanTest::peroxide, PEROXIDE, axis(OO, 1.3, 1.7, 5, 2, 3), axis(TURN, -120, 120, 7, 3)))
                .withWayBack(true)
                .withObserver(seen::add)
                .run();
        assertEquals(35, result.forward().size());
        assertEquals(70, seen.size());
        assertEquals(0, result.failures());
        for (ScanPoint p : seen) {
            double[] x = p.geometry().toArray();
            assertEquals(1.3 + 0.1 * p.row(), OO.value(x), ANGSTROM);
            assertEquals((-120 + 40 * p.column()) * Math.PI / 180, TURN.value(x), RADIAN);
            assertEquals(p.requested()[0], p.actual()[0], ANGSTROM);
        }
        for (int k = 0; k < 35; k++) {
            assertEquals(k / 7, result.forward().get(k).row());
            assertEquals(k % 7, result.backward().get(k).column());
        }
    }

    @Test
    void coordinatesThatShareAtomsAreBothMet() {
        GridScanResult rigid = GridScan.of(
                        GridScanTest::peroxide,
                        PEROXIDE,
                        axis(BEND, 90, 120, 3, 2, 3),
                        axis(InternalCoordinate.of(0, 2), 1.7, 2, 3, 2, 3))
                .run();
        for (ScanPoint p : rigid.forward()) {
            if (p.failure().isPresent()) continue;
            assertEquals(p.requested()[0], p.actual()[0], RADIAN);
            assertEquals(p.requested()[1], p.actual()[1], ANGSTROM);
        }
        assertTrue(rigid.failures() < 9);
    }

    /** The third atom sits in one of two wells, which the distance of the first two tilts until one is gone. */
    private static double wells(double[] x, double[] forces) {
        Arrays.fill(forces, 0);
        InternalCoordinate distance = InternalCoordinate.of(0, 1);
        double y = x[7] - x[1];
        double tilt = 5 * (distance.value(x) - 2); // the upper well ends where it is 8/sqrt(27) = 1.54
        distance.addGradient(x, 5 * y, forces);
        double[] pull = {-10 * (x[6] - x[0]), tilt - 4 * y * (y * y - 1), -10 * (x[8] - x[2])};
        for (int c = 0; c < 3; c++) {
            forces[6 + c] += pull[c];
            forces[c] -= pull[c];
        }
        double off = (x[6] - x[0]) * (x[6] - x[0]) + (x[8] - x[2]) * (x[8] - x[2]);
        return (y * y - 1) * (y * y - 1) - tilt * y + 5 * off;
    }

    @Test
    void hysteresisIsShown() {
        Geometry start = Geometry.of(new int[] {1, 1, 1}, new double[] {0, 0, 0, 0, 0, 1.5, 0, -1, 0});
        GridScanResult result = tight(
                        GridScan.of(GridScanTest::wells, start, axis(InternalCoordinate.of(0, 1), 1.5, 2.5, 21)))
                .withWayBack(true)
                .run();
        assertEquals(0, result.failures());
        // At a tilt of 1.5, just before the upper well ends, the wells are some 3 eV apart: 2 x 1.5 and a little.
        assertEquals(3, result.hysteresis(), 0.3);
        ScanPoint out = result.forward().get(13); // tilt 0.75
        ScanPoint back = result.backward().get(13);
        assertTrue(out.energy() > back.energy() + 1.4);
        assertEquals(
                result.forward().get(20).energy(), result.backward().get(20).energy(), 1e-6);
        assertEquals(result.lowest().energy(), result.backward().get(20).energy(), 0.05);
    }

    @Test
    void aPointThatFailsIsMarkedAndTheScanGoesOn() {
        Potential holes = (x, f) -> TURN.value(x) > 0.4 && TURN.value(x) < 0.6 ? Double.NaN : peroxide(x, f);
        GridScan scan = GridScan.of(holes, PEROXIDE, axis(TURN, 0, 60, 7, 3));
        for (GridScan s : List.of(scan, tight(scan))) {
            GridScanResult result = s.run();
            assertEquals(7, result.forward().size());
            assertEquals(1, result.failures());
            assertTrue(result.forward().get(3).failure().orElseThrow().contains("the energy is NaN"));
            assertTrue(result.forward().get(4).failure().isEmpty());
        }
        GridScanResult short1 = GridScan.of(GridScanTest::peroxide, PEROXIDE, axis(TURN, 0, 60, 3, 3))
                .relaxed(o -> o.withMaxSteps(1))
                .run();
        assertEquals(
                "not converged: step limit 1", short1.forward().get(1).failure().orElseThrow());
    }

    @Test
    void aStoppedScanGoesOnToTheSameResult() throws IOException {
        GridScan scan = tight(GridScan.of(
                        GridScanTest::peroxide, PEROXIDE, axis(TURN, -180, 180, 9, 3), axis(OO, 1.4, 1.6, 3, 2, 3)))
                .withWayBack(true);
        GridScanResult whole = scan.run();
        GridScanResult broken;
        int runs = 0;
        do {
            int[] left = {7};
            broken = scan.withFolder(folder).withStop(() -> --left[0] == 0).run();
            runs++;
        } while (broken.interrupted());
        assertEquals(8, runs); // 54 points, 7 at a time
        for (int k = 0; k < 27; k++) {
            assertEquals(
                    whole.forward().get(k).geometry(), broken.forward().get(k).geometry());
            assertEquals(
                    whole.backward().get(k).energy(), broken.backward().get(k).energy());
        }
        assertFalse(Files.notExists(folder.resolve("checkpoint.bin")));
        assertThrows(
                CheckpointException.class,
                () -> scan.withWayBack(false).withFolder(folder).run());
        assertThrows(
                CheckpointException.class,
                () -> GridScan.of(GridScanTest::peroxide, PEROXIDE, axis(TURN, -180, 180, 9, 3))
                        .relaxed(o -> o.withMaxSteps(7))
                        .withFolder(folder)
                        .run());
    }

    @Test
    void badScansAreRefused() {
        ScanAxis turn = axis(TURN, 0, 60, 3, 3);
        assertThrows(IllegalArgumentException.class, () -> GridScan.of(GridScanTest::peroxide, PEROXIDE));
        assertThrows(IllegalArgumentException.class, () -> GridScan.of(GridScanTest::peroxide, PEROXIDE, turn, turn));
        assertThrows(
                IllegalArgumentException.class,
                () -> GridScan.of(GridScanTest::peroxide, PEROXIDE, axis(InternalCoordinate.of(0, 7), 1, 2, 3)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScanAxis(ScanCoordinate.of(OO), ScanValues.points(Kind.ANGLE, 10, 20, 3)));
        GridScanResult nothing =
                GridScan.of((x, f) -> Double.NaN, PEROXIDE, turn).run();
        assertTrue(
                assertThrows(ScanException.class, nothing::lowest).getMessage().contains("the energy is NaN"));
    }
}
