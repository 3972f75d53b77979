package nnp4j.paths;

import java.util.function.Predicate;

/**
 * Relaxes a band by FIRE (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006), doi:10.1103/PhysRevLett.97.170201), all images
 * together: the forces of a band have no energy, so nothing that searches along lines will do.
 */
final class BandDescent {
    private static final double FIRST_STEP = 0.1;
    private static final double LONGEST_STEP = 0.5;
    private static final double LONGEST_MOVE = 0.1;
    private static final int PATIENCE = 5;
    private static final double FIRST_MIXING = 0.1;
    /** The climb begins when the forces are this many times what is asked for: before, the highest image is not yet known. */
    private static final double CLIMB = 10;

    private final Band band;
    private final Band.Surface surface;
    private double dt = FIRST_STEP;
    private double mixing = FIRST_MIXING;
    private int downhill;

    BandDescent(Band band, Band.Surface surface) {
        this.band = band;
        this.surface = surface;
    }

    /**
     * Runs.
     *
     * @param limit of the longest force on an atom
     * @param climbs whether the highest image climbs
     * @param stop told of each step, ends it if true
     * @return the last state
     */
    BandStep run(int maxSteps, double limit, boolean climbs, Predicate<BandStep> stop) {
        double[][] v = new double[band.count()][band.x[0].length];
        boolean climbing = false;
        for (int step = 0; ; step++) {
            surface.evaluate(band.x, band.energies, band.forces);
            double[][] pull = band.pull(climbing ? band.highest() : -1);
            double force = longest(pull);
            if (climbs && !climbing && force < CLIMB * limit) {
                climbing = true;
                pull = band.pull(band.highest());
                force = longest(pull);
            }
            BandStep now = new BandStep(step, force, band.highest(), band.energies[band.highest()], climbing);
            boolean done = force < limit && (climbing || !climbs);
            if (stop.test(now) || done || step == maxSteps) return now.ended(done);
            turn(v, pull);
            move(v);
        }
    }

    private double longest(double[][] pull) {
        double longest = 0;
        for (int i = 1; i < pull.length - 1; i++) longest = Math.max(longest, Band.longest(pull[i]));
        return longest;
    }

    private void turn(double[][] v, double[][] pull) {
        double power = 0;
        double speed = 0;
        double force = 0;
        for (int i = 1; i < v.length - 1; i++) {
            power += Band.dot(v[i], pull[i]);
            speed += Band.dot(v[i], v[i]);
            force += Band.dot(pull[i], pull[i]);
        }
        boolean down = power > 0;
        double ratio = down ? mixing * Math.sqrt(speed / force) : 0;
        for (int i = 1; i < v.length - 1; i++)
            for (int k = 0; k < v[i].length; k++) v[i][k] = (down ? (1 - mixing) * v[i][k] : 0) + ratio * pull[i][k];
        if (down && ++downhill > PATIENCE) {
            dt = Math.min(1.1 * dt, LONGEST_STEP);
            mixing *= 0.99;
        } else if (!down) {
            downhill = 0;
            dt *= 0.5;
            mixing = FIRST_MIXING;
        }
        for (int i = 1; i < v.length - 1; i++) Band.add(v[i], dt, pull[i]);
    }

    private void move(double[][] v) {
        double longest = 0;
        for (int i = 1; i < v.length - 1; i++) longest = Math.max(longest, Band.longest(v[i]));
        double time = Math.min(dt, LONGEST_MOVE / longest);
        for (int i = 1; i < v.length - 1; i++) Band.add(band.x[i], time, v[i]);
    }
}
