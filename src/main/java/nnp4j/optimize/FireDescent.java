package nnp4j.optimize;

import java.util.Arrays;

/** FIRE with the parameters of its paper; time in the unit in which eV, angstrom and a mass of 1 make one. */
final class FireDescent implements Descent {
    private static final double FIRST_STEP = 0.1;
    private static final double LONGEST_STEP = 1;
    private static final int PATIENCE = 5;
    private static final double FASTER = 1.1;
    private static final double SLOWER = 0.5;
    private static final double FIRST_MIXING = 0.1;
    private static final double MIXING_DECAY = 0.99;

    private final double longest;
    private double[] velocity = {};
    private double dt = FIRST_STEP;
    private double mixing = FIRST_MIXING;
    private int downhill;

    FireDescent(double longest) {
        this.longest = longest;
    }

    @Override
    public Point next(Surface surface, Point from) {
        if (velocity.length == 0) velocity = new double[from.x.length];
        surface.project(from, velocity);
        double power = -Point.dot(from.slope, velocity);
        if (power > 0) {
            double speed = Math.sqrt(Point.dot(velocity, velocity) / Point.dot(from.slope, from.slope));
            for (int k = 0; k < velocity.length; k++)
                velocity[k] = (1 - mixing) * velocity[k] - mixing * speed * from.slope[k];
            if (++downhill > PATIENCE) {
                dt = Math.min(FASTER * dt, LONGEST_STEP);
                mixing *= MIXING_DECAY;
            }
        } else {
            stop();
        }
        for (int k = 0; k < velocity.length; k++) velocity[k] -= dt * from.slope[k];
        return advance(surface, from);
    }

    /** Goes where the velocity leads; shorter where that has no energy. */
    private Point advance(Surface surface, Point from) {
        double length = Math.min(dt, longest / OptimizationStep.longest(velocity));
        for (int trial = 0; trial < 20; trial++) {
            Point point = surface.along(from, velocity, length);
            if (point != null && point.isFinite()) return point;
            length /= 2;
            stop();
            for (int k = 0; k < velocity.length; k++) velocity[k] = -dt * from.slope[k];
        }
        return null;
    }

    private void stop() {
        Arrays.fill(velocity, 0);
        dt *= SLOWER;
        mixing = FIRST_MIXING;
        downhill = 0;
    }
}
