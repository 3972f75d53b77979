package nnp4j.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Precision;

/** A molecule, a potential for it, and an MDI engine with it that serves in a thread of its own. */
final class MdiServed implements AutoCloseable {
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final MdiEngine engine;
    private final Geometry molecule;
    private final PotentialFile file = PotentialFile.open(Path.of("test.onnx"), AtomSamples.bytes(Precision.DOUBLE, 1));

    MdiServed(IpiAddress driver, Geometry molecule) {
        this.molecule = molecule;
        engine = new MdiEngine(driver, molecule, here(), warnings::add);
    }

    MdiServed(IpiAddress driver, Geometry molecule, Potential potential) {
        this.molecule = molecule;
        engine = new MdiEngine(driver, molecule, potential, warnings::add);
    }

    /** Another potential like the one that is served. */
    AtomicPotential here() {
        return (AtomicPotential) file.potentialFor(molecule, Extrapolation.ALLOW);
    }

    /** Serves one connection. */
    CompletableFuture<IpiEnd> start() {
        CompletableFuture<IpiEnd> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(engine.serve(Served.LONG));
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    @Override
    public void close() {
        engine.close();
        file.close();
    }
}
