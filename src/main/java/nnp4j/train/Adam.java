package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Adam (Kingma and Ba, arXiv:1412.6980) over mini-batches in an order drawn anew for each epoch, with decoupled weight decay
 * (Loshchilov and Hutter, arXiv:1711.05101), the gradient's length limited (Pascanu et al., arXiv:1211.5063) and the weights
 * averaged exponentially over the steps (Polyak and Juditsky, SIAM J. Control Optim. 30, 838 (1992), doi:10.1137/0330046).
 */
final class Adam implements Optimizer {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final Loss loss;
    private final int batch;
    private final double weightDecay;
    private final double clip;
    private final double averaging;
    private final long seed;
    private final double[] parameters;
    private final double[] average;
    private final double[] gradient;
    private final double[] first;
    private final double[] second;
    private final int[] order;
    private double firstPower = 1;
    private double secondPower = 1;
    private long steps;

    /**
     * An optimizer at its start.
     *
     * @param loss to be minimized
     * @param start parameters; copied
     * @param batch frames a step
     * @param weightDecay part of a parameter that a step of rate 1 takes off
     * @param clip largest length of the gradient; infinite for any
     * @param averaging part of the average that a step keeps; 0 for none
     * @param seed of the order of the frames
     */
    Adam(Loss loss, double[] start, int batch, double weightDecay, double clip, double averaging, long seed) {
        this.loss = loss;
        this.batch = batch;
        this.weightDecay = weightDecay;
        this.clip = clip;
        this.averaging = averaging;
        this.seed = seed;
        this.parameters = start.clone();
        this.average = averaging > 0 ? start.clone() : parameters;
        this.gradient = new double[start.length];
        this.first = new double[start.length];
        this.second = new double[start.length];
        this.order = loss.all().clone();
    }

    @Override
    public double epoch(int epoch, double rate) {
        shuffle(epoch);
        double sum = 0;
        for (int from = 0; from < order.length; from += batch) {
            int to = Math.min(from + batch, order.length);
            sum += loss.gradient(order, from, to, parameters, gradient) * (to - from);
            step(rate);
        }
        return sum / order.length;
    }

    /** Fisher-Yates from the order of the file, so that an epoch's order depends on its number alone. */
    private void shuffle(int epoch) {
        System.arraycopy(loss.all(), 0, order, 0, order.length);
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }

    private void step(double rate) {
        double factor = clipping();
        firstPower *= FIRST_DECAY;
        secondPower *= SECOND_DECAY;
        double scale = rate / (1 - firstPower);
        double root = 1 / Math.sqrt(1 - secondPower);
        double kept = 1 - rate * weightDecay;
        for (int k = 0; k < parameters.length; k++) {
            double g = gradient[k] * factor;
            first[k] = FIRST_DECAY * first[k] + (1 - FIRST_DECAY) * g;
            second[k] = SECOND_DECAY * second[k] + (1 - SECOND_DECAY) * g * g;
            parameters[k] = kept * parameters[k] - scale * first[k] / (Math.sqrt(second[k]) * root + EPSILON);
        }
        steps++;
        if (averaging > 0) average();
    }

    /** The first steps count for more, so that the start is soon forgotten. */
    private void average() {
        double keep = Math.min(averaging, (1.0 + steps) / (10.0 + steps));
        for (int k = 0; k < average.length; k++) average[k] = keep * average[k] + (1 - keep) * parameters[k];
    }

    private double clipping() {
        if (clip == Double.POSITIVE_INFINITY) return 1;
        double squared = 0;
        for (double g : gradient) squared += g * g;
        return squared > clip * clip ? clip / Math.sqrt(squared) : 1;
    }

    @Override
    public double[] parameters() {
        return average;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, parameters);
        Doubles.write(out, average);
        Doubles.write(out, first);
        Doubles.write(out, second);
        out.writeDouble(firstPower);
        out.writeDouble(secondPower);
        out.writeLong(steps);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, parameters);
        Doubles.read(in, average);
        Doubles.read(in, first);
        Doubles.read(in, second);
        firstPower = in.readDouble();
        secondPower = in.readDouble();
        steps = in.readLong();
    }
}
