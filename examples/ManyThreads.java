import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialFile;

/** One potential file, many threads, and a batch: java -cp "target/lib/*" examples/ManyThreads.java */
final class ManyThreads {
    private static final int COUNT = 10_000;

    private static double[] h2(int k) {
        return new double[] {0, 0, 0, 0, 0, 0.5 + 2.0 * k / COUNT};
    }

    public static void main(String[] arguments) {
        Geometry molecule = Geometry.of(new int[] {1, 1}, h2(0));
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) { // shared: weights are read once
            double[] apart = new double[COUNT];
            int parts = 8;
            IntStream.range(0, parts).parallel().forEach(part -> {
                try (BoundPotential own = file.potentialFor(molecule)) { // each thread has its own: it owns scratch memory
                    double[] forces = new double[6];
                    for (int k = part; k < COUNT; k += parts) apart[k] = own.energyAndForces(h2(k), forces);
                }
            });
            double[] x = new double[6 * COUNT];
            for (int k = 0; k < COUNT; k++) System.arraycopy(h2(k), 0, x, 6 * k, 6);
            double[] together = new double[COUNT];
            try (BoundPotential batch = file.potentialFor(molecule)) {
                batch.energiesAndForces(COUNT, x, together, new double[6 * COUNT]); // one run of the network
            }
            double apartness = IntStream.range(0, COUNT).mapToDouble(k -> Math.abs(apart[k] - together[k])).max().orElseThrow();
            System.out.printf(Locale.ROOT, "%d geometries, lowest %.6f eV; threads and batch agree within %.0e eV%n", COUNT,
                    Arrays.stream(together).min().orElseThrow(), apartness);
        }
    }
}
