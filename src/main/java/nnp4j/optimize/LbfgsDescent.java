package nnp4j.optimize;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** L-BFGS: the two-loop recursion of the last steps, Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4. */
final class LbfgsDescent implements Descent {
    private static final int MEMORY = 20;
    /** Curvature of a stiff bond, eV/angstrom^2, for the first step. */
    private static final double STIFF = 70;
    /** Cosine below which a pair of step and change of slope says nothing about the curvature. */
    private static final double NO_CURVATURE = 1e-8;

    /** A step, the change of the slope over it, and their product. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pair(double[] step, double[] change, double product) {}

    private final double longest;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    LbfgsDescent(double longest) {
        this.longest = longest;
    }

    @Override
    public Point next(Surface surface, Point from) {
        Point point = search(surface, from);
        if (point == null && !pairs.isEmpty()) {
            pairs.clear(); // what was remembered misleads: begin again downhill
            point = search(surface, from);
        }
        if (point != null) remember(surface, from, point);
        return point;
    }

    private Point search(Surface surface, Point from) {
        double[] direction = direction(from);
        surface.project(from, direction);
        if (!(Point.dot(direction, from.slope) < 0)) {
            pairs.clear();
            direction = direction(from);
        }
        double most = longest / OptimizationStep.longest(direction);
        return LineSearch.from(surface, from, direction, 1, most);
    }

    private double[] direction(Point from) {
        double[] q = from.slope.clone();
        double[] weights = new double[pairs.size()];
        int k = 0;
        for (Pair pair : pairs) { // newest first
            weights[k] = Point.dot(pair.step, q) / pair.product;
            add(q, -weights[k++], pair.change);
        }
        double scale = pairs.isEmpty()
                ? 1 / STIFF
                : pairs.getFirst().product / Point.dot(pairs.getFirst().change, pairs.getFirst().change);
        for (int c = 0; c < q.length; c++) q[c] *= scale;
        for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            add(q, weights[--k] - Point.dot(pair.change, q) / pair.product, pair.step);
        }
        for (int c = 0; c < q.length; c++) q[c] = -q[c];
        return q;
    }

    private void remember(Surface surface, Point from, Point to) {
        double[] step = to.x.clone();
        add(step, -1, from.x);
        surface.project(to, step);
        double[] change = to.slope.clone();
        add(change, -1, from.slope);
        surface.project(to, change);
        double product = Point.dot(step, change);
        double sizes = Math.sqrt(Point.dot(step, step) * Point.dot(change, change));
        if (!(product > NO_CURVATURE * sizes)) return;
        pairs.addFirst(new Pair(step, change, product));
        if (pairs.size() > MEMORY) pairs.removeLast();
    }

    private static void add(double[] to, double weight, double[] vector) {
        for (int c = 0; c < to.length; c++) to[c] += weight * vector[c];
    }
}
