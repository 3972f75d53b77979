package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.potential.PairTerm;
import nnp4j.units.Units;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The exact Born-Oppenheimer curve of H2, 47 points of Sims and Hagstrom, J. Chem. Phys. 124, 094101 (2006). */
class ExactHydrogenTest {
    private static final Geometry H2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
    private static final double LIMIT = -Units.HARTREE;
    private static DiatomicCurve curve;

    @BeforeAll
    static void readTheTable() throws IOException {
        Path table = Path.of(System.getProperty("reference.dir", "../shared/reference"))
                .resolve("h2/exact_born_oppenheimer.csv");
        Assumptions.assumeTrue(Files.exists(table), "the exact H2 table is absent: " + table);
        double[][] rows = Files.readAllLines(table).stream()
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .map(line -> new double[] {
                    Double.parseDouble(line.substring(0, line.indexOf(','))),
                    Double.parseDouble(line.substring(line.indexOf(',') + 1))
                })
                .toArray(double[][]::new);
        assertEquals(47, rows.length);
        curve = new DiatomicCurve(new TabulatedHydrogen(rows).between(2), H2);
    }

    @Test
    void constantsAreThePublishedOnes() {
        SpectroscopicConstants found = SpectroscopicConstants.of(curve, ReducedMass.nuclear(H2), LIMIT, 0.3, 3);
        assertEquals(1.40108, found.equilibrium() / Units.BOHR, 1e-5); // digits of the published value
        assertEquals(38293.0, found.dissociation(), 0.06);
        assertEquals(4405.95, found.harmonic(), 0.05);
        assertEquals(60.890, found.rotational(), 0.001);
    }

    @Test
    void levelsAreThePublishedOnes() {
        VibrationalLevels levels = VibrationalLevels.of(curve, ReducedMass.nuclear(H2), 0, LIMIT, 0.3, 3);
        double[] published = {0, 4163.40, 8091.16, 11788.14, 15257.39, 18499.88};
        double digits = 0.02; // cm-1: two decimals are published, and 47 points are joined here
        for (int v = 0; v < published.length; v++) assertEquals(published[v], levels.term(v), digits, "v = " + v);
        assertEquals(2180.45, levels.zeroPoint(), digits);
        assertEquals(36112.6, levels.dissociation(), 0.06);
        assertEquals(15, levels.count());
    }

    /**
     * The electronic part E - 1/R by the polynomial through the ten nearest points, and beyond the table the dispersion
     * with C6, C8 and C10 (3285.83) and an exchange energy A R^(5/2) exp(-b R) (Herring, Flicker, Phys. Rev. 134, A362
     * (1964), doi:10.1103/PhysRev.134.A362) through the last two points.
     */
    private static final class TabulatedHydrogen implements PairTerm {
        private static final int NEIGHBORS = 10;
        private final double[][] rows;

        TabulatedHydrogen(double[][] rows) {
            this.rows = rows;
        }

        @Override
        public double energy(double r) {
            return Units.HARTREE * hartree(r / Units.BOHR);
        }

        @Override
        public double slope(double r) {
            double h = 1e-3;
            double near = (energy(r + h) - energy(r - h)) / (2 * h);
            double far = (energy(r + 2 * h) - energy(r - 2 * h)) / (4 * h);
            return (4 * near - far) / 3;
        }

        private double hartree(double r) {
            int n = rows.length;
            if (r > rows[n - 1][0]) {
                double first = Math.log(exchange(rows[n - 2]));
                double last = Math.log(exchange(rows[n - 1]));
                double step = rows[n - 1][0] - rows[n - 2][0];
                double log = last + (last - first) / step * (r - rows[n - 1][0]);
                return -1 - dispersion(r) - Math.exp(log) * Math.pow(r, 2.5);
            }
            int start = 0;
            while (start + NEIGHBORS < n && rows[start + NEIGHBORS][0] - r < r - rows[start][0]) start++;
            double sum = 0;
            for (int i = start; i < start + NEIGHBORS; i++) {
                double weight = rows[i][1] - 1 / rows[i][0];
                for (int j = start; j < start + NEIGHBORS; j++)
                    if (j != i) weight *= (r - rows[j][0]) / (rows[i][0] - rows[j][0]);
                sum += weight;
            }
            return sum + 1 / r;
        }

        private static double exchange(double[] row) {
            return (-1 - dispersion(row[0]) - row[1]) / Math.pow(row[0], 2.5);
        }

        private static double dispersion(double r) {
            double r2 = r * r;
            return (6.49902670 + (124.3991 + 3285.83 / r2) / r2) / (r2 * r2 * r2);
        }
    }
}
