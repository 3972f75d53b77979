package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.validate.Calibration;
import nnp4j.validate.Parity;
import org.junit.jupiter.api.Test;

/** The spread of a trained ensemble beside its errors. */
class EnsembleSpreadTest {
    private static final double ROUNDING = 1e-12;
    private static final DataSet DATA = Molecules.water(60, 1);

    private static TrainedPotential trained(String members, DataSet data) {
        TrainingSettings settings = AtomicLossTest.settings("epochs", "5", "batch", "8", "members", members);
        return new Trainer(settings).train(data, settings.split(data), Provenance.of("water"));
    }

    @Test
    void energiesAndForcesOfTestFramesHaveTheSpreadOfTheMembers() {
        TrainedPotential trained = trained("3", DATA);
        Parity parity = trained.test().orElseThrow();
        int frames = parity.points().size();
        assertEquals(trained.card().test(), parity.assessment());
        assertEquals(frames, parity.energySpreads().count());
        assertEquals(9 * frames, parity.forceSpreads().count());
        Parity.Point point = parity.points().get(2);
        assertEquals(
                point.predicted() - point.reference(), parity.energySpreads().errors()[2]);
        int frame = 0;
        while (DATA.number(frame) != point.frame()) frame++;
        Geometry geometry = DATA.geometry(frame);
        try (PotentialFile file = trained.open();
                AtomicPotential potential = (AtomicPotential) file.potentialFor(geometry, Extrapolation.ALLOW)) {
            double[] members = new double[27];
            potential.energyAndForces(geometry.toArray(), new double[9]);
            double expected = deviation(potential.memberEnergies());
            assertEquals(expected, parity.energySpreads().spreads()[2], ROUNDING);
            potential.memberForces(geometry.toArray(), members);
            double[] spreads = new double[9];
            for (int k = 0; k < 9; k++) spreads[k] = deviation(members[k], members[9 + k], members[18 + k]);
            double[] found = Arrays.copyOfRange(parity.forceSpreads().spreads(), 18, 27);
            assertArrayEquals(spreads, found, ROUNDING);
            assertTrue(Arrays.stream(found).allMatch(s -> s > 0), Arrays.toString(found));
        }
    }

    /** Sample standard deviation. */
    private static double deviation(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    @Test
    void oneNetworkHasNoSpread() {
        Parity parity = trained("1", DATA).test().orElseThrow();
        Calibration energies = parity.energySpreads();
        assertEquals(0, energies.count());
        assertEquals(0, parity.forceSpreads().count());
    }

    @Test
    void aFrameOutsideTheRangeIsToldOfOnce() {
        try (PotentialFile file = trained("2", DATA).open()) {
            AtomicInteger told = new AtomicInteger();
            DataSet far = DATA.subset(new int[] {0});
            double[] x = far.geometry(0).toArray();
            for (int k = 0; k < x.length; k++) x[k] *= 0.7; // closer than any water in training
            Geometry squeezed = far.geometry(0).at(x);
            nnp4j.io.Frame frame = Molecules.of(squeezed, 1, 3).frames().get(0);
            Parity.of(file, java.util.List.of(frame).iterator(), e -> told.incrementAndGet());
            assertEquals(1, told.get());
        }
    }
}
