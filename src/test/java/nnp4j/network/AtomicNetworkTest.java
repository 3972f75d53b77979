package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nnp4j.units.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of hydrogen and oxygen in every form of their graph, against the same networks in Java. */
class AtomicNetworkTest {
    /** Some hundred roundings of numbers about 1. */
    private static final double ROUNDING = 1e-13;

    private static final int INPUTS = 7;

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2", "2,3", "8,2", "3,0"})
    void everyNumberOfAtomsGivesTheMeanOfTheMembers(int members, int hidden) {
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        for (int z : new int[] {1, 8}) {
            List<Mlp> list = new ArrayList<>();
            for (int m = 0; m < members; m++) list.add(Mlp.random(widths(hidden), Activation.CELU, 10L * z + m));
            networks.put(z, list);
        }
        byte[] file = AtomicOnnx.model(AtomicNetworks.of(networks), Precision.DOUBLE, Map.of());
        try (AtomicModel model = AtomicModel.open(file);
                AtomicNetwork network = model.network(
                        List.of("H", "O"), List.of(ElementLayers.all(INPUTS), ElementLayers.all(INPUTS)), List.of())) {
            // One atom of an element has a graph of its own, and so have many.
            for (int[] atoms : new int[][] {{2, 1}, {1, 1}, {1, 3}, {2, 1}, {1, 0}, {2, 3}, {200, 1}})
                compare(network, networks, atoms);
        }
    }

    private static int[] widths(int hidden) {
        int[] widths = new int[hidden + 2];
        widths[0] = INPUTS;
        for (int k = 1; k <= hidden; k++) widths[k] = 6 - k;
        widths[hidden + 1] = 1;
        return widths;
    }

    private static void compare(AtomicNetwork network, Map<Integer, List<Mlp>> networks, int[] atoms) {
        int total = atoms[0] + atoms[1];
        int members = network.memberCount();
        double[] rows = new SplittableRandom(total)
                .doubles((long) total * INPUTS, -1, 1)
                .toArray();
        double[] energies = new double[members * total];
        double[] slopes = new double[rows.length];
        network.evaluate(atoms, rows, energies, slopes);
        int from = 0;
        for (int element = 0; element < 2; element++) {
            List<Mlp> list = networks.get(element == 0 ? 1 : 8);
            int count = atoms[element];
            double[] own = Arrays.copyOfRange(rows, from * INPUTS, (from + count) * INPUTS);
            double[] mean = new double[own.length];
            for (int m = 0; m < members; m++) {
                double[] energy = new double[count];
                double[] slope = new double[own.length];
                list.get(m).network().evaluate(count, own, energy, slope);
                int at = members * from + m * count;
                assertArrayEquals(energy, Arrays.copyOfRange(energies, at, at + count), ROUNDING);
                for (int k = 0; k < mean.length; k++) mean[k] += slope[k] / members;
            }
            double[] found = Arrays.copyOfRange(slopes, from * INPUTS, (from + count) * INPUTS);
            assertArrayEquals(mean, found, ROUNDING, atoms[0] + " and " + atoms[1] + " atoms, element " + element);
            from += atoms[element];
        }
    }
}
