package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trainings from several starts, one after the other; the one with the lowest loss is kept. */
final class Starts {
    private final Preparation preparation;
    private final TrainingSettings settings;
    private final Crew crew;
    private final int count;
    private TrainingRun current;
    private TrainingRun best;

    Starts(Preparation preparation, TrainingSettings settings, Crew crew) {
        this.preparation = preparation;
        this.settings = settings;
        this.crew = crew;
        this.count = settings.whole(Setting.STARTS);
        this.current = start(1);
    }

    private TrainingRun start(int number) {
        return new TrainingRun(number, preparation.training(), preparation.validation(), settings, crew);
    }

    /** The best run so far. */
    TrainingRun best() {
        return best == null || current.bestLoss() < best.bestLoss() ? current : best;
    }

    /** Goes on to the end; false if it was stopped before. */
    boolean run(RunFolder files, Consumer<Epoch> watch, BooleanSupplier stop, long pause) throws IOException {
        files.resume(this::read);
        long last = System.nanoTime();
        while (true) {
            if (current.done()) {
                best = best();
                files.save(this::write);
                if (current.start() >= count) return true;
                current = start(current.start() + 1);
            }
            Epoch epoch = current.next();
            files.log(epoch);
            watch.accept(epoch);
            boolean stopping = stop.getAsBoolean();
            if (stopping || System.nanoTime() - last > pause) {
                files.save(this::write);
                last = System.nanoTime();
            }
            if (stopping) return current.done() && current.start() >= count;
        }
    }

    private void write(DataOutput out) throws IOException {
        out.writeInt(best == null ? 0 : best.start());
        if (best != null) best.write(out);
        out.writeInt(current.start());
        current.write(out);
    }

    private void read(DataInput in) throws IOException {
        int kept = in.readInt();
        best = kept == 0 ? null : start(kept);
        if (best != null) best.read(in);
        current = start(in.readInt());
        current.read(in);
    }
}
