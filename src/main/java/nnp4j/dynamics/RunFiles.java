package nnp4j.dynamics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.Checkpoint;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.GrowingText;
import nnp4j.io.WholeFile;
import nnp4j.units.Units;

/**
 * The files of a run: {@code log.csv}, {@code trajectory.extxyz} and {@code checkpoint.bin}. Both texts are cut back to the
 * checkpoint when a run goes on, so that no line and no frame is lost or doubled.
 */
final class RunFiles implements Closeable {
    private final Path folder;
    private final Checkpoint checkpoint;
    private final GrowingText log;
    private final GrowingText trajectory;
    private final int logEvery;
    private final int trajectoryEvery;

    RunFiles(Path folder, String key, int logEvery, int trajectoryEvery) throws IOException {
        this.folder = folder;
        this.logEvery = logEvery;
        this.trajectoryEvery = trajectoryEvery;
        checkpoint = new Checkpoint(folder.resolve("checkpoint.bin"), "dynamics 2", key);
        if (checkpoint.exists()) checkpoint.read(in -> {}); // of this run, before anything is touched
        log = new GrowingText(folder.resolve("log.csv"));
        trajectory = new GrowingText(folder.resolve("trajectory.extxyz"));
    }

    /** Reads the checkpoint, if there is one; otherwise begins the files anew. */
    boolean resume(Checkpoint.Reading state) throws IOException {
        Files.deleteIfExists(folder.resolve("last.extxyz")); // of a failure before
        long[] lengths = {0, 0};
        boolean exists = checkpoint.exists();
        if (exists)
            checkpoint.read(in -> {
                lengths[0] = in.readLong();
                lengths[1] = in.readLong();
                state.read(in);
            });
        log.cut(lengths[0]);
        trajectory.cut(lengths[1]);
        return exists;
    }

    void begin(String words, MdState state) {
        log.appended()
                .append("# ")
                .append(words)
                .append("\nstep,time_fs,")
                .append(state.replicas() > 1 ? "replica," : "")
                .append("potential_eV,kinetic_eV,total_eV,temperature_K,conserved_eV")
                .append(state.evaluation().hasSpread() ? ",spread_eV" : "")
                .append(state.evaluation().hasPressure() ? ",pressure_GPa\n" : "\n");
    }

    void step(MdState state) throws IOException {
        if (logEvery > 0 && state.step() % logEvery == 0) {
            for (int r = 0; r < state.replicas(); r++) line(state, r);
            log.passOn();
        }
        if (trajectoryEvery > 0 && state.step() % trajectoryEvery == 0) {
            for (int r = 0; r < state.replicas(); r++) frame(state, r);
            trajectory.passOn();
        }
    }

    private void line(MdState state, int r) {
        double potential = state.potentialEnergy(r);
        double kinetic = state.kineticEnergy(r);
        StringBuilder line = log.appended();
        line.append(state.step()).append(',').append(state.time()).append(',');
        if (state.replicas() > 1) line.append(r + 1).append(',');
        line.append(potential)
                .append(',')
                .append(kinetic)
                .append(',')
                .append(potential + kinetic)
                .append(',');
        line.append(state.temperature(r)).append(',').append(state.conserved(r));
        if (state.evaluation().hasSpread()) line.append(',').append(state.energySpread(r));
        if (state.evaluation().hasPressure()) line.append(',').append(state.pressure(r) / Units.GIGAPASCAL);
        line.append('\n');
    }

    private void frame(MdState state, int r) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("step", Long.toString(state.step()));
        keys.put("time_fs", Double.toString(state.time()));
        if (state.replicas() > 1) keys.put("replica", Integer.toString(r + 1));
        keys.put("temperature_K", Double.toString(state.temperature(r)));
        ExtendedXyz.write(
                trajectory.appended(),
                state.geometry(r),
                OptionalDouble.of(state.potentialEnergy(r)),
                Optional.of(state.forces(r)),
                Optional.of(state.velocities(r)),
                keys);
    }

    void save(Checkpoint.State state) throws IOException {
        long logged = log.save();
        long written = trajectory.save();
        checkpoint.write(out -> {
            out.writeLong(logged);
            out.writeLong(written);
            state.write(out);
        });
    }

    /** Keeps what there is to see of a run that failed; its checkpoint stays the last one before. */
    void keep(DynamicsException failure) throws IOException {
        Geometry geometry = failure.lastGood();
        WholeFile.write(
                folder.resolve("last.extxyz"),
                out -> ExtendedXyz.write(
                        out,
                        geometry,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Map.of("step", Long.toString(Math.max(0, failure.step() - 1)))));
        log.save();
        trajectory.save();
    }

    @Override
    public void close() throws IOException {
        try (log) {
            trajectory.close();
        }
    }
}
