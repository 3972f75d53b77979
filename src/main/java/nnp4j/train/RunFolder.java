package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nnp4j.io.Checkpoint;
import nnp4j.io.GrowingText;

/**
 * The files of a training under way: {@code checkpoint.bin} and {@code log.csv}. After a stop the log is cut back to where the
 * checkpoint is, so that no epoch is lost or doubled. Without a folder nothing is kept.
 */
final class RunFolder implements AutoCloseable {
    private static final String HEADER =
            "start,epoch,training_loss,validation_loss,energy_rmse_eV," + "force_rmse_eV_per_angstrom,rate,best\n";

    private final Checkpoint checkpoint;
    private final GrowingText log;

    private RunFolder(Checkpoint checkpoint, GrowingText log) {
        this.checkpoint = checkpoint;
        this.log = log;
    }

    static RunFolder of(Optional<Path> folder, String key) throws IOException {
        if (folder.isEmpty()) return new RunFolder(null, null);
        Checkpoint checkpoint = new Checkpoint(folder.get().resolve("checkpoint.bin"), "training 2", key);
        if (checkpoint.exists()) checkpoint.read(in -> {}); // of this training, before its log is touched
        return new RunFolder(checkpoint, new GrowingText(folder.get().resolve("log.csv")));
    }

    /** Reads the checkpoint, if there is one, and cuts the log. */
    void resume(Checkpoint.Reading state) throws IOException {
        if (log == null) return;
        long[] length = {0};
        if (checkpoint.exists())
            checkpoint.read((DataInput in) -> {
                length[0] = in.readLong();
                state.read(in);
            });
        log.cut(length[0]);
        if (length[0] == 0) log.appended().append(HEADER);
    }

    void log(Epoch e) {
        if (log == null) return;
        StringBuilder line = log.appended();
        line.append(e.start()).append(',').append(e.epoch());
        for (double value :
                new double[] {e.trainingLoss(), e.validationLoss(), e.energyError(), e.forceError(), e.rate()})
            line.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
        line.append(',').append(e.best()).append('\n');
    }

    void save(Checkpoint.State state) throws IOException {
        if (log == null) return;
        long length = log.save();
        checkpoint.write((DataOutput out) -> {
            out.writeLong(length);
            state.write(out);
        });
    }

    @Override
    public void close() throws IOException {
        if (log != null) log.close();
    }
}
