package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trainings from several starts, one after the other; those with the lowest losses are kept, one for each network of the ensemble. */
final class Starts {
    private final Preparation preparation;
    private final TrainingSettings settings;
    private final Crew crew;
    private final int count;
    private final int members;
    /** Of those that are done, the lowest loss first. */
    private List<TrainingRun> kept = List.of();

    private TrainingRun current;

    Starts(Preparation preparation, TrainingSettings settings, Crew crew) {
        this.preparation = preparation;
        this.settings = settings;
        this.crew = crew;
        this.count = settings.startCount();
        this.members = settings.whole(Setting.MEMBERS);
        this.current = start(1);
    }

    private TrainingRun start(int number) {
        return new TrainingRun(number, preparation, settings, crew);
    }

    /** The best runs so far, the lowest loss first; as many as there are members, fewer before the end. */
    List<TrainingRun> best() {
        List<TrainingRun> runs = new ArrayList<>(kept);
        if (kept.stream().noneMatch(run -> run.start() == current.start())) runs.add(current);
        runs.sort(Comparator.comparingDouble(TrainingRun::bestLoss));
        return List.copyOf(runs.subList(0, Math.min(members, runs.size())));
    }

    /** Goes on to the end; false if it was stopped before. */
    boolean run(RunFolder files, Consumer<Epoch> watch, BooleanSupplier stop, long pause) throws IOException {
        files.resume(this::read);
        long last = System.nanoTime();
        while (true) {
            if (current.done()) {
                kept = best();
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
        out.writeInt(kept.size());
        for (TrainingRun run : kept) {
            out.writeInt(run.start());
            run.write(out);
        }
        out.writeInt(current.start());
        current.write(out);
    }

    private void read(DataInput in) throws IOException {
        List<TrainingRun> runs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) runs.add(read(in.readInt(), in));
        kept = List.copyOf(runs);
        current = read(in.readInt(), in);
    }

    private TrainingRun read(int number, DataInput in) throws IOException {
        TrainingRun run = start(number);
        run.read(in);
        return run;
    }
}
