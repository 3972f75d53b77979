package nnp4j.vibrations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.PairPotential;
import nnp4j.potential.PairTerm;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.scan.DiatomicCurve;
import nnp4j.scan.ReducedMass;
import nnp4j.scan.SpectroscopicConstants;
import nnp4j.units.Units;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalModesTest {
    private static final Morse MORSE = new Morse(4.7477, 1.94, 0.7414);

    private static Geometry diatomic(double r, double... masses) {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0.3, 0.1, -0.2, 0.3 + r * 0.6, 0.1, -0.2 + r * 0.8});
        return masses.length == 0 ? h2 : h2.withMasses(masses);
    }

    private static double omega(double constant, double reducedMass) {
        return Math.sqrt(Units.HBAR_SQUARED * constant / reducedMass) / Units.PER_CM;
    }

    @ParameterizedTest
    @CsvSource({"1.00782503, 1.00782503", "1.00782503, 2.01410178", "2.01410178, 2.01410178", "34.96885, 1.00782503"})
    void aMorseMoleculeHasItsAnalyticFrequency(double m1, double m2) {
        Geometry molecule = diatomic(0.7414, m1, m2);
        Hessian hessian = Hessian.of(new PairPotential(MORSE, 2), molecule);
        NormalModes modes = NormalModes.of(hessian, molecule);
        double exact = omega(2 * 4.7477 * 1.94 * 1.94, m1 * m2 / (m1 + m2));
        double truncation = 1e-6; // h^4 V(6)/(30 k) = 1e-8 x 31 a^4/15; asked 1e-4
        assertEquals(1, modes.count());
        assertEquals(exact, modes.wavenumber(0), exact * truncation);
        assertEquals(exact * Units.PER_CM / 2, modes.zeroPointEnergy(), truncation);
        assertTrue(modes.isLinear() && modes.imaginaryCount() == 0);
        assertTrue(modes.residual() < 5, modes.residual() + ""); // the root of rounding, 1e-6 of the force constant
        assertEquals(0.6 * modes.displacement(0)[5], 0.8 * modes.displacement(0)[3], 1e-9);
    }

    @Test
    void hydrogenAgreesWithTheScan() {
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            Potential potential = file.potentialFor(diatomic(0.74));
            DiatomicCurve curve = new DiatomicCurve(potential, diatomic(0.74));
            Geometry molecule = diatomic(curve.equilibrium(0.5, 2));
            double scan = SpectroscopicConstants.of(
                            curve,
                            ReducedMass.nuclear(molecule),
                            file.card().atomsEnergy(molecule).orElseThrow(),
                            0.5,
                            2)
                    .harmonic();
            double here = NormalModes.of(Hessian.of(potential, molecule), molecule.withNuclearMasses())
                    .wavenumber(0);
            double asked = 0.1; // cm-1; both differences are good to 0.001
            assertEquals(scan, here, asked / 10);
        }
    }

    /** Carbon dioxide as springs: stretches k, their coupling kc, bends. */
    private static double chain(double[] x, double[] forces) {
        double k = 100;
        double kc = 8;
        double bend = 5;
        Arrays.fill(forces, 0);
        InternalCoordinate a = InternalCoordinate.of(0, 1);
        InternalCoordinate b = InternalCoordinate.of(1, 2);
        double qa = a.value(x) - 1.16;
        double qb = b.value(x) - 1.16;
        a.addGradient(x, -k * qa - kc * qb, forces);
        b.addGradient(x, -k * qb - kc * qa, forces);
        double energy = k * (qa * qa + qb * qb) / 2 + kc * qa * qb;
        // The bend as the sum of the unit vectors, whose square is theta^2 for small deviations and smooth at 180
        // degree.
        double[] u = new double[3];
        double[] w = new double[3];
        double ra = a.value(x);
        double rb = b.value(x);
        double dot = 0;
        for (int c = 0; c < 3; c++) {
            u[c] = (x[c] - x[3 + c]) / ra;
            w[c] = (x[6 + c] - x[3 + c]) / rb;
            dot += u[c] * w[c];
        }
        for (int c = 0; c < 3; c++) {
            double fa = -bend * (w[c] - dot * u[c]) / ra;
            double fb = -bend * (u[c] - dot * w[c]) / rb;
            forces[c] += fa;
            forces[6 + c] += fb;
            forces[3 + c] -= fa + fb;
        }
        return energy + bend * (1 + dot);
    }

    @Test
    void aLinearMoleculeHasFourModesOfWhichTwoBend() {
        double s = Math.sqrt(1 / 3.0);
        Geometry co2 = Geometry.of(
                new int[] {8, 6, 8},
                new double[] {-1.16 * s, -1.16 * s, -1.16 * s, 0, 0, 0, 1.16 * s, 1.16 * s, 1.16 * s});
        NormalModes modes = NormalModes.of(Hessian.of(NormalModesTest::chain, co2), co2);
        double o = co2.mass(0);
        double c = co2.mass(1);
        double bend = omega(5 / (1.16 * 1.16) * 2 * (1 + 2 * o / c), o);
        double symmetric = omega(108, o);
        double antisymmetric = omega(92 * (1 + 2 * o / c), o);
        assertTrue(modes.isLinear());
        assertEquals(4, modes.count());
        double relative = 1e-6; // of the difference formula
        assertEquals(modes.wavenumber(0), modes.wavenumber(1), modes.wavenumber(0) * relative);
        assertEquals(bend, modes.wavenumber(0), bend * relative);
        assertEquals(symmetric, modes.wavenumber(2), symmetric * relative);
        assertEquals(antisymmetric, modes.wavenumber(3), antisymmetric * relative);
    }

    @Test
    void aLinearMoleculeStaysLinearWhereAnOptimizationLeftIt() {
        double off = 1e-4; // angstrom, 1e-6 eV/angstrom of a soft bend and more than any optimization leaves
        Geometry co2 = Geometry.of(new int[] {8, 6, 8}, new double[] {0, 0, -1.16, off, 0, 0, 0, 0, 1.16});
        NormalModes modes = NormalModes.of(Hessian.of(NormalModesTest::chain, co2), co2);
        assertTrue(modes.isLinear());
        assertEquals(4, modes.count());
        assertEquals(modes.wavenumber(1), modes.wavenumber(0), 1e-3 * modes.wavenumber(1)); // split by the bend
        assertEquals(1, Thermochemistry.rotationalConstants(co2).length);
    }

    @Test
    void aBentMoleculeIsNotTakenForLinear() {
        double[] x = new double[93]; // thirty carbon atoms in line and a hydrogen at right angles
        int[] elements = new int[31];
        Arrays.fill(elements, 6);
        for (int i = 0; i < 30; i++) x[3 * i] = 1.3 * i;
        elements[30] = 1;
        x[91] = 1.09;
        assertFalse(RigidMotions.of(Geometry.of(elements, x)).isLinear());
    }

    @Test
    void theIcosahedronOfThirteenAtomsHasTheModesOfItsAnalyticHessian() {
        LennardJones unit = new LennardJones(1, 1);
        Geometry cluster = icosahedron(unit);
        NormalModes modes = NormalModes.of(Hessian.of(new PairPotential(unit, 13), cluster, 0.002), cluster);
        double[] exact = analytic(unit, cluster);
        assertEquals(33, modes.count());
        assertEquals(0, modes.imaginaryCount());
        double asked = 1e-4;
        for (int k = 0; k < 33; k++) assertEquals(exact[6 + k], modes.wavenumber(k), asked * 1e-2 * exact[6 + k]);
        int[] degeneracies = new int[6];
        for (int k = 0; k < 33; ) {
            int next = k + 1;
            while (next < 33 && modes.wavenumber(next) < modes.wavenumber(k) * (1 + 1e-5)) next++;
            degeneracies[next - k]++;
            k = next;
        }
        // In Ih: Ag + 2 T1u + T2u + Gg + Gu + 2 Hg + Hu.
        assertArrayEquals(new int[] {0, 1, 0, 3, 2, 3}, Arrays.copyOf(degeneracies, 6), Arrays.toString(degeneracies));
    }

    private static Geometry icosahedron(PairTerm term) {
        double golden = (1 + Math.sqrt(5)) / 2;
        double[] x = new double[39];
        int k = 3;
        for (int c = 0; c < 3; c++)
            for (double a : new double[] {-1, 1})
                for (double b : new double[] {-golden, golden}) {
                    x[k + (c + 1) % 3] = a;
                    x[k + (c + 2) % 3] = b;
                    k += 3;
                }
        double scale = 0.5682; // near the minimum; bisected to it by the radial force
        double low = 0.5;
        double high = 0.7;
        PairPotential potential = new PairPotential(term, 13);
        double[] y = new double[39];
        double[] f = new double[39];
        for (int step = 0; step < 200; step++) {
            for (int i = 0; i < 39; i++) y[i] = scale * x[i];
            potential.energyAndForces(y, f);
            double outward = 0;
            for (int i = 0; i < 39; i++) outward += f[i] * x[i];
            if (outward > 0) low = scale;
            else high = scale;
            scale = (low + high) / 2;
        }
        int[] elements = new int[13];
        Arrays.fill(elements, 18);
        return Geometry.of(elements, y);
    }

    /** All 39 wavenumbers from the second derivatives of the pairs. */
    private static double[] analytic(LennardJones term, Geometry geometry) {
        double[] x = geometry.toArray();
        double[][] h = new double[39][39];
        for (int i = 0; i < 39; i += 3)
            for (int j = 0; j < i; j += 3) {
                double[] d = {x[i] - x[j], x[i + 1] - x[j + 1], x[i + 2] - x[j + 2]};
                double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
                double second = 4 * (156 / Math.pow(r, 14) - 42 / Math.pow(r, 8));
                double first = term.slope(r) / r;
                for (int a = 0; a < 3; a++)
                    for (int b = 0; b < 3; b++) {
                        double value = (second - first) * d[a] * d[b] / (r * r) + (a == b ? first : 0);
                        h[i + a][i + b] += value;
                        h[j + a][j + b] += value;
                        h[i + a][j + b] -= value;
                        h[j + a][i + b] -= value;
                    }
            }
        double[] eigen = new EigenDecomposition(new Array2DRowRealMatrix(h)).getRealEigenvalues();
        double[] wavenumbers = Arrays.stream(eigen)
                .map(e -> omega(Math.max(0, e), geometry.mass(0)))
                .toArray();
        Arrays.sort(wavenumbers);
        return wavenumbers;
    }

    /** Harmonic springs between all pairs, each at rest, so that every second derivative is known. */
    @Test
    void aRandomNetworkOfSpringsHasTheWavenumbersOfItsAnalyticHessian() {
        Random random = new Random(11);
        Geometry six = Geometry.of(
                new int[] {1, 6, 8, 7, 1, 16}, random.doubles(18, -2, 2).toArray());
        double[] x0 = six.toArray();
        double[] k = random.doubles(36, 2, 40).toArray();
        double[][] exact = new double[18][18];
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < i; j++)
                for (int a = 0; a < 3; a++)
                    for (int b = 0; b < 3; b++) {
                        double value = k[6 * i + j]
                                * (x0[3 * i + a] - x0[3 * j + a])
                                * (x0[3 * i + b] - x0[3 * j + b])
                                / Math.pow(six.distance(i, j), 2);
                        exact[3 * i + a][3 * i + b] += value;
                        exact[3 * j + a][3 * j + b] += value;
                        exact[3 * i + a][3 * j + b] -= value;
                        exact[3 * j + a][3 * i + b] -= value;
                    }
        for (int a = 0; a < 18; a++)
            for (int b = 0; b < 18; b++) exact[a][b] /= Math.sqrt(six.mass(a / 3) * six.mass(b / 3));
        double[] squares = new EigenDecomposition(new Array2DRowRealMatrix(exact)).getRealEigenvalues();
        Arrays.sort(squares);
        Potential springs = (x, f) -> {
            Arrays.fill(f, 0);
            double energy = 0;
            for (int i = 0; i < 6; i++)
                for (int j = 0; j < i; j++) {
                    InternalCoordinate bond = InternalCoordinate.of(i, j);
                    double q = bond.value(x) - six.distance(i, j);
                    bond.addGradient(x, -k[6 * i + j] * q, f);
                    energy += k[6 * i + j] * q * q / 2;
                }
            return energy;
        };
        NormalModes modes = NormalModes.of(Hessian.of(springs, six, 0.001), six);
        assertEquals(12, modes.count());
        double truncation = 1e-8; // (h/r)^4 = 1e-12 and rounding of 1e-16/h = 1e-13, on modes 1e3 below the stiffest
        for (int mode = 0; mode < 12; mode++) {
            double wavenumber = omega(squares[6 + mode], 1);
            assertEquals(wavenumber, modes.wavenumber(mode), truncation * wavenumber);
        }
    }

    @Test
    void wavenumbersDoNotChangeWhenTheMoleculeIsMovedAndTurned() {
        Random random = new Random(5);
        double[] origin = random.doubles(18, -2, 2).toArray();
        Geometry six = Geometry.of(new int[] {1, 6, 8, 7, 1, 16}, origin);
        Potential network = new PairPotential(new Morse(2, 1.1, 1.9), 6);
        NormalModes here = NormalModes.of(Hessian.of(network, six), six);
        double[] turned = new double[18];
        double angle = 0.7;
        for (int k = 0; k < 18; k += 3) {
            turned[k] = Math.cos(angle) * origin[k] - Math.sin(angle) * origin[k + 1] + 4;
            turned[k + 1] = Math.sin(angle) * origin[k] + Math.cos(angle) * origin[k + 1] - 7;
            turned[k + 2] = origin[k + 2] + 1;
        }
        Geometry there = six.at(turned);
        NormalModes moved = NormalModes.of(Hessian.of(network, there), there);
        assertEquals(12, here.count());
        for (int k = 0; k < 12; k++)
            assertEquals(here.wavenumber(k), moved.wavenumber(k), 1e-4 * Math.abs(here.wavenumber(k)) + 1e-3);
    }

    @Test
    void modesAreOrthonormalAndKeepCentreAndDirection() {
        Geometry cluster = icosahedron(new LennardJones(1, 1));
        NormalModes modes =
                NormalModes.of(Hessian.of(new PairPotential(new LennardJones(1, 1), 13), cluster, 0.002), cluster);
        for (int a = 0; a < modes.count(); a++) {
            double[] u = modes.displacement(a);
            double shift = 0;
            for (int k = 0; k < 39; k += 3) shift += u[k];
            assertEquals(0, shift, 1e-10); // equal masses
            for (int b = 0; b <= a; b++) assertEquals(a == b ? 1 : 0, RigidMotions.dot(u, modes.displacement(b)), 1e-9);
            assertEquals(cluster.mass(0), modes.reducedMass(a), 1e-9);
        }
    }

    @Test
    void aSaddlePointHasOneImaginaryModeGivenAsNegative() {
        Geometry h2 = Geometry.of(new int[] {1, 1, 1}, new double[] {0, 0, 0, 0, 0, 1, 0, 0, 2});
        // The middle atom between two others that stay where they are from each other: a double well along z.
        Potential well = (x, f) -> {
            double[] middle = new double[3];
            for (int c = 0; c < 3; c++) middle[c] = x[3 + c] - (x[c] + x[6 + c]) / 2;
            double ends = 0;
            for (int c = 0; c < 3; c++) {
                double q = x[6 + c] - x[c] - (c == 2 ? 2 : 0);
                ends += 20 * q * q / 2;
                f[6 + c] = -20 * q;
                f[c] = 20 * q;
            }
            double[] curvature = {3, 3, -2};
            double energy = ends;
            for (int c = 0; c < 3; c++) {
                energy += curvature[c] * middle[c] * middle[c] / 2;
                double pull = -curvature[c] * middle[c];
                f[3 + c] = pull;
                f[c] -= pull / 2;
                f[6 + c] -= pull / 2;
            }
            return energy;
        };
        NormalModes modes = NormalModes.anchored(Hessian.of(well, h2), h2);
        assertEquals(9, modes.count());
        assertEquals(1, modes.imaginaryCount());
        assertTrue(modes.isImaginary(0) && modes.wavenumber(0) < 0 && !modes.isImaginary(1));
        double m = h2.mass(0);
        assertEquals(-omega(2, m / 1.5), modes.wavenumber(0), 1e-3); // 1/m + 2/(4 m)
        assertTrue(modes.zeroPointEnergy() > 0);
    }

    @Test
    void theAnimationIsOnePeriod() {
        Geometry molecule = diatomic(0.7414);
        NormalModes modes = NormalModes.of(Hessian.of(new PairPotential(MORSE, 2), molecule), molecule);
        List<Geometry> frames = modes.animation(0);
        assertEquals(30, frames.size());
        assertArrayEquals(molecule.toArray(), frames.get(0).toArray());
        double longest =
                frames.stream().mapToDouble(g -> g.distance(0, 1)).max().orElseThrow();
        assertEquals(0.7414 + 2 * 0.3, longest, 0.01); // 30 frames miss the turning point by cos(3 degree)
        assertThrows(IllegalArgumentException.class, () -> modes.animation(0, 0, 0.3));
    }

    @Test
    void anAtomHasNoModes() {
        Geometry atom = Geometry.of(new int[] {2}, new double[3]);
        NormalModes modes = NormalModes.of(Hessian.of((x, f) -> 0, atom), atom);
        assertEquals(0, modes.count());
        assertEquals(0, modes.zeroPointEnergy());
        assertFalse(modes.isLinear());
    }

    @Test
    void forcesThatAreNotFiniteAreNamed() {
        Geometry h2 = diatomic(0.74);
        String message = assertThrows(
                        VibrationsException.class,
                        () -> Hessian.of(
                                (x, f) -> {
                                    f[0] = x[4] > 0.105 ? Double.NaN : 0;
                                    return 0;
                                },
                                h2))
                .getMessage();
        assertEquals(
                "Hessian of H2: no finite energy and forces with atom 2 (H) moved by 0.01 angstrom along y", message);
        assertThrows(VibrationsException.class, () -> Hessian.of((x, f) -> Double.NaN, h2));
        assertThrows(IllegalArgumentException.class, () -> Hessian.of((x, f) -> 0, h2, 0));
    }

    @Test
    void forcesThatAreNoGradientShowAsAsymmetry() {
        Geometry h2 = diatomic(0.74);
        Potential swirl = (x, f) -> {
            Arrays.fill(f, 0);
            f[0] = x[1];
            f[1] = -x[0];
            return 0;
        };
        assertEquals(2, Hessian.of(swirl, h2).asymmetry(), 1e-9);
        assertTrue(Hessian.of(new PairPotential(MORSE, 2), h2).asymmetry() < 1e-5);
    }
}
