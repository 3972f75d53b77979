package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cells and stresses of an MDI engine. */
@Timeout(60)
class MdiCrystalTest {
    @Test
    void theCellMayChangeAtEveryStepAndTheStressIsTheVirialOverTheVolume() throws IOException {
        Geometry crystal = Served.crystal();
        SplittableRandom random = new SplittableRandom(2);
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), crystal)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            assertArrayEquals(new int[] {2, 2, 2}, driver.integers("<DIMENSIONS", 3));
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            double[] virial = new double[9];
            for (int step = 0; step < 20; step++) {
                double[] cell = crystal.cell().orElseThrow().toArray();
                for (int k = 0; k < 9; k++) cell[k] *= (1 + 0.02 * random.nextDouble()) / Units.BOHR;
                double[] x = Served.near(crystal, random);
                driver.say(">CELL_DISPL", 1, 2, 3.5);
                driver.say(">CELL", cell);
                driver.say(">COORDS", x);
                double energy = here.energyForcesAndVirial(Served.angstrom(x), Served.angstrom(cell), forces, virial);
                assertEquals(energy / Units.HARTREE, driver.reals("<ENERGY", 1)[0]);
                assertArrayEquals(MdiEngineTest.scaled(forces, MdiEngineTest.FORCE), driver.reals("<FORCES", 27));
                double[] stress = driver.reals("<STRESS", 9);
                for (int k = 0; k < 9; k++) {
                    double expected = virial[k] / Units.HARTREE / volume(cell);
                    assertEquals(expected, stress[k], 1e-15 * Math.abs(expected)); // two divisions in another order
                }
                assertArrayEquals(cell, driver.reals("<CELL", 9));
                assertArrayEquals(new double[] {1, 2, 3.5}, driver.reals("<CELL_DISPL", 3));
            }
            driver.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
    }

    private static double volume(double[] c) {
        return Math.abs(c[0] * (c[4] * c[8] - c[5] * c[7])
                + c[1] * (c[5] * c[6] - c[3] * c[8])
                + c[2] * (c[3] * c[7] - c[4] * c[6]));
    }

    /** LAMMPS multiplies the stress by the volume and takes it for the sum of r f, which is minus dE/dstrain. */
    @Test
    void theStressIsMinusTheDerivativeOfTheEnergyWithRespectToStrain() throws IOException {
        Geometry crystal = Served.crystal();
        double step = 1e-5; // central differences: cubic term about 1e-10, rounding of the energy about 1e-10 relative
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), crystal)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            double[] cell = driver.reals("<CELL", 9);
            double[] x = driver.reals("<COORDS", 27);
            double[] stress = driver.reals("<STRESS", 9);
            double largest = Arrays.stream(stress).map(Math::abs).max().orElseThrow();
            for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++) {
                    double up = strained(driver, cell, x, a, b, step);
                    double down = strained(driver, cell, x, a, b, -step);
                    double expected = -(up - down) / (2 * step) / volume(cell);
                    assertEquals(expected, stress[3 * a + b], 1e-6 * largest, a + " " + b);
                }
            driver.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
    }

    /** Energy where component a of every vector grows by so much of its component b. */
    private static double strained(BareDriver driver, double[] cell, double[] x, int a, int b, double strain)
            throws IOException {
        driver.say(">CELL", sheared(cell, a, b, strain));
        driver.say(">COORDS", sheared(x, a, b, strain));
        return driver.reals("<ENERGY", 1)[0];
    }

    private static double[] sheared(double[] vectors, int a, int b, double strain) {
        double[] moved = vectors.clone();
        for (int k = 0; k < vectors.length; k += 3) moved[k + a] += strain * vectors[k + b];
        return moved;
    }
}
