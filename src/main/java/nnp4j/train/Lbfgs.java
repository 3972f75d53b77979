package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limited-memory BFGS over all frames with a line search for the strong Wolfe conditions (Nocedal and Wright, Numerical
 * Optimization, 2nd ed. (2006), doi:10.1007/978-0-387-40065-5, algorithms 7.4, 3.5 and 3.6). An epoch is one iteration.
 */
final class Lbfgs implements Optimizer {
    private static final int MEMORY = 30;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 30;

    /** A step and the change of the gradient along it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Pair(double[] step, double[] change) {}

    private final Loss loss;
    private final double[] parameters;
    private final double[] gradient;
    private final double[] direction;
    private final double[] tried;
    private final double[] triedGradient;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double value = Double.NaN;
    private boolean converged;
    private double triedValue;
    private double triedSlope;

    Lbfgs(Loss loss, double[] start) {
        this.loss = loss;
        parameters = start.clone();
        gradient = new double[start.length];
        direction = new double[start.length];
        tried = new double[start.length];
        triedGradient = new double[start.length];
    }

    @Override
    public double epoch(int epoch, double rate) {
        if (Double.isNaN(value)) value = evaluate(parameters, gradient);
        if (converged) return value;
        aim();
        double slope = dot(gradient, direction);
        if (!(slope < 0)) { // rounding has spoilt the memory
            pairs.clear();
            aim();
            slope = dot(gradient, direction);
        }
        double first = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
        if (slope == 0 || !search(first, slope)) {
            converged = pairs.isEmpty();
            pairs.clear();
            return value;
        }
        remember();
        value = triedValue;
        System.arraycopy(tried, 0, parameters, 0, tried.length);
        System.arraycopy(triedGradient, 0, gradient, 0, tried.length);
        return value;
    }

    private double evaluate(double[] at, double[] into) {
        return loss.gradient(loss.all(), 0, loss.all().length, at, into);
    }

    /** The quasi-Newton direction by the two-loop recursion. */
    private void aim() {
        for (int k = 0; k < direction.length; k++) direction[k] = -gradient[k];
        double[] alphas = new double[pairs.size()];
        int index = 0;
        for (Pair pair : pairs) { // the newest first
            alphas[index] = dot(pair.step, direction) / dot(pair.step, pair.change);
            add(direction, -alphas[index++], pair.change);
        }
        Pair newest = pairs.peekFirst();
        if (newest != null) {
            double scale = dot(newest.step, newest.change) / dot(newest.change, newest.change);
            for (int k = 0; k < direction.length; k++) direction[k] *= scale;
        }
        for (var oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            double beta = dot(pair.change, direction) / dot(pair.step, pair.change);
            add(direction, alphas[--index] - beta, pair.step);
        }
    }

    /** Leaves a point that meets the Wolfe conditions in {@link #tried}; false if there is none to be found. */
    private boolean search(double firstLength, double slope) {
        double low = 0;
        double lowValue = value;
        double lowSlope = slope;
        double high = Double.POSITIVE_INFINITY;
        double length = firstLength;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            tryLength(length);
            boolean tooHigh = !(triedValue <= value + SUFFICIENT_DECREASE * length * slope) || triedValue >= lowValue;
            if (tooHigh) {
                high = length;
            } else {
                if (Math.abs(triedSlope) <= -CURVATURE * slope) return true;
                if (triedSlope * (high - low) >= 0) high = low;
                low = length;
                lowValue = triedValue;
                lowSlope = triedSlope;
            }
            length = next(low, lowValue, lowSlope, high, tooHigh);
        }
        if (low == 0) return false;
        tryLength(low);
        return triedValue < value;
    }

    /** Doubled while there is no upper end; else by quadratic interpolation, kept off the ends. */
    private double next(double low, double lowValue, double lowSlope, double high, boolean tooHigh) {
        if (high == Double.POSITIVE_INFINITY) return 2 * low;
        double width = high - low;
        double best = low + 0.5 * width;
        if (tooHigh && Double.isFinite(triedValue)) {
            double curvature = triedValue - lowValue - lowSlope * width;
            if (curvature > 0) best = low - 0.5 * lowSlope * width * width / curvature;
        }
        double nearest = Math.min(low + 0.1 * width, low + 0.9 * width);
        double farthest = Math.max(low + 0.1 * width, low + 0.9 * width);
        return Math.max(nearest, Math.min(farthest, best));
    }

    private void tryLength(double length) {
        for (int k = 0; k < tried.length; k++) tried[k] = parameters[k] + length * direction[k];
        triedValue = evaluate(tried, triedGradient);
        triedSlope = dot(triedGradient, direction);
    }

    private void remember() {
        double[] step = new double[tried.length];
        double[] change = new double[tried.length];
        for (int k = 0; k < tried.length; k++) {
            step[k] = tried[k] - parameters[k];
            change[k] = triedGradient[k] - gradient[k];
        }
        if (!(dot(step, change) > 0)) return; // it would not leave the matrix positive definite
        pairs.addFirst(new Pair(step, change));
        if (pairs.size() > MEMORY) pairs.removeLast();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }

    private static void add(double[] sum, double factor, double[] a) {
        for (int k = 0; k < a.length; k++) sum[k] += factor * a[k];
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, parameters);
        Doubles.write(out, gradient);
        out.writeDouble(value);
        out.writeBoolean(converged);
        out.writeInt(pairs.size());
        for (Pair pair : pairs) {
            Doubles.write(out, pair.step);
            Doubles.write(out, pair.change);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, parameters);
        Doubles.read(in, gradient);
        value = in.readDouble();
        converged = in.readBoolean();
        pairs.clear();
        for (int left = in.readInt(); left > 0; left--) {
            Pair pair = new Pair(new double[parameters.length], new double[parameters.length]);
            Doubles.read(in, pair.step);
            Doubles.read(in, pair.change);
            pairs.addLast(pair);
        }
    }
}
