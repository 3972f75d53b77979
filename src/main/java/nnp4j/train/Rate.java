package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The learning rate over the epochs: constant; falling along half a cosine (Loshchilov and Hutter, arXiv:1608.03983) or
 * exponentially from the first to the final rate; or halved on a plateau, whenever the validation loss has not fallen for some
 * epochs, until it is below the final rate.
 */
final class Rate {
    /** Epochs without progress after which the rate is halved. */
    private static final int PLATEAU = 25;

    private final TrainingSettings.Schedule schedule;
    private final double first;
    private final double last;
    private final int epochs;
    private double factor = 1;
    private int idle;

    Rate(TrainingSettings settings) {
        schedule = settings.method() == TrainingSettings.Method.ADAM
                ? settings.schedule()
                : TrainingSettings.Schedule.CONSTANT;
        first = settings.positive(Setting.RATE);
        last = Math.min(first, settings.positive(Setting.FINAL_RATE));
        epochs = settings.whole(Setting.EPOCHS);
    }

    double at(int epoch) {
        double part = (epoch - 1.0) / Math.max(1, epochs - 1);
        return switch (schedule) {
            case CONSTANT -> first;
            case COSINE -> last + (first - last) * 0.5 * (1 + StrictMath.cos(Math.PI * part));
            case EXPONENTIAL -> first * StrictMath.pow(last / first, part);
            case PLATEAU -> first * factor;
        };
    }

    /** Tells how an epoch went. */
    void tell(boolean better) {
        idle = better ? 0 : idle + 1;
        if (schedule != TrainingSettings.Schedule.PLATEAU || idle < PLATEAU) return;
        factor /= 2;
        idle = 0;
    }

    /** Whether the rate of a plateau has become too small to go on. */
    boolean exhausted() {
        return schedule == TrainingSettings.Schedule.PLATEAU && first * factor < last;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(factor);
        out.writeInt(idle);
    }

    void read(DataInput in) throws IOException {
        factor = in.readDouble();
        idle = in.readInt();
    }
}
