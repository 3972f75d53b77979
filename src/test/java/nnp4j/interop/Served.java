package nnp4j.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Precision;
import nnp4j.units.Units;

/** A molecule, a potential for it, and a client with it that serves in a thread of its own. */
final class Served implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    final List<String> warnings = new CopyOnWriteArrayList<>();
    final IpiClient client;
    private final Geometry molecule;
    private final PotentialFile file = PotentialFile.open(Path.of("test.onnx"), AtomSamples.bytes(Precision.DOUBLE, 1));

    Served(IpiAddress server, Geometry molecule) {
        this(server, molecule, Extrapolation.ALLOW);
    }

    Served(IpiAddress server, Geometry molecule, Consumer<Extrapolation> onExtrapolation) {
        this.molecule = molecule;
        client = new IpiClient(server, molecule, file.potentialFor(molecule, onExtrapolation), warnings::add);
    }

    Served(IpiAddress server, Geometry molecule, Potential potential) {
        this.molecule = molecule;
        client = new IpiClient(server, molecule, potential, warnings::add);
    }

    /** Nine atoms. */
    static Geometry molecule() {
        return AtomSamples.molecule(new SplittableRandom(5), 9);
    }

    static Geometry crystal() {
        return AtomSamples.crystal(new SplittableRandom(6), 9, 9);
    }

    /** Another potential like the one that is served. */
    AtomicPotential here() {
        return (AtomicPotential) file.potentialFor(molecule, Extrapolation.ALLOW);
    }

    /** Serves one connection. */
    CompletableFuture<IpiEnd> start() {
        return start(client);
    }

    static CompletableFuture<IpiEnd> start(IpiClient client) {
        CompletableFuture<IpiEnd> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(client.serve(LONG));
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** A geometry near the molecule's, in bohr. */
    static double[] near(Geometry molecule, SplittableRandom random) {
        double[] x = molecule.toArray();
        for (int k = 0; k < x.length; k++) x[k] = (x[k] + 0.1 * (random.nextDouble() - 0.5)) / Units.BOHR;
        return x;
    }

    /** What a client makes of positions in bohr. */
    static double[] angstrom(double[] bohr) {
        double[] x = bohr.clone();
        for (int k = 0; k < x.length; k++) x[k] *= Units.BOHR;
        return x;
    }

    @Override
    public void close() {
        client.close();
        file.close();
    }
}
