package nnp4j.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Geometry;
import nnp4j.io.Checkpoint;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.potential.Potential;

/** The points of a relaxed scan that are done, on disk every few seconds. */
final class GridCheckpoint {
    private static final long PAUSE = 3_000_000_000L;

    private final Checkpoint file;
    private long saved = System.nanoTime();

    private GridCheckpoint(Checkpoint file) {
        this.file = file;
    }

    static GridCheckpoint of(
            Optional<Path> folder,
            Geometry start,
            List<ScanAxis> axes,
            boolean back,
            GeometryOptimization optimization,
            Potential potential) {
        if (folder.isEmpty()) return new GridCheckpoint(null);
        StringBuilder key = new StringBuilder();
        double[] forces = new double[3 * start.atomCount()];
        double energy = potential.energyAndForces(start.toArray(), forces); // tells one potential from another
        key.append(Arrays.hashCode(start.atomicNumbers())).append(' ').append(Arrays.hashCode(start.toArray()));
        key.append(' ')
                .append(energy)
                .append(' ')
                .append(Arrays.hashCode(forces))
                .append(' ')
                .append(back);
        for (ScanAxis axis : axes)
            key.append(' ')
                    .append(axis.coordinate())
                    .append(Arrays.toString(axis.coordinate().moving()))
                    .append(Arrays.hashCode(axis.values().display()));
        key.append(' ').append(optimization);
        return new GridCheckpoint(
                new Checkpoint(folder.get().resolve("checkpoint.bin"), "relaxed scan 2", key.toString()));
    }

    List<ScanPoint> read(ScanPlacement placement) throws IOException {
        List<ScanPoint> done = new ArrayList<>();
        if (file == null || !file.exists()) return done;
        file.read(in -> {
            int count = in.readInt();
            for (int k = 0; k < count; k++) done.add(read(in, placement));
        });
        return done;
    }

    private static ScanPoint read(DataInput in, ScanPlacement placement) throws IOException {
        int row = in.readInt();
        int column = in.readInt();
        boolean backward = in.readBoolean();
        int steps = in.readInt();
        String failure = in.readUTF();
        double energy = in.readDouble();
        double spread = in.readDouble();
        double[] x = new double[3 * placement.start.atomCount()];
        double[] forces = new double[x.length];
        for (int c = 0; c < x.length; c++) x[c] = in.readDouble();
        for (int c = 0; c < x.length; c++) forces[c] = in.readDouble();
        return placement.point(row, column, backward, placement.start.at(x), energy, spread, forces, steps, failure);
    }

    /** Writes what is done, if it is time or must be. */
    void write(List<ScanPoint> done, boolean now) throws IOException {
        if (file == null || (!now && System.nanoTime() - saved < PAUSE)) return;
        file.write(out -> {
            out.writeInt(done.size());
            for (ScanPoint point : done) write(out, point);
        });
        saved = System.nanoTime();
    }

    private static void write(DataOutput out, ScanPoint point) throws IOException {
        out.writeInt(point.row());
        out.writeInt(point.column());
        out.writeBoolean(point.backward());
        out.writeInt(point.steps());
        out.writeUTF(point.failure().orElse(""));
        out.writeDouble(point.energy());
        out.writeDouble(point.energySpread().orElse(Double.NaN));
        for (double coordinate : point.geometry().toArray()) out.writeDouble(coordinate);
        for (double force : point.forces()) out.writeDouble(force);
    }
}
