package nnp4j.report;

/**
 * Bands of equal height between multiples of a step.
 *
 * @param step height of a band
 * @param first the lowest band begins at this multiple of the step
 * @param count how many bands
 * @param isOpen whether there are values above the highest band
 */
record Bands(double step, double first, int count, boolean isOpen) {
    /** Bands aimed at where the step is free. */
    private static final int WANTED = 15;
    /** Part of a band by which a value may miss its edge by rounding. */
    private static final double SAME = 1e-9;

    /**
     * Bands around values between two ends.
     *
     * @param step height of a band, or not a number to choose a round one
     * @param highest where the bands end at the latest, or not a number
     */
    static Bands of(double low, double high, double step, double highest) {
        double top = Double.isNaN(highest) ? high : Math.min(high, highest);
        double used = Double.isNaN(step) ? round(top - low) : step;
        double first = Math.floor(low / used + SAME);
        double last = Math.max(first + 1, Math.ceil(top / used - SAME));
        return new Bands(used, first, (int) Math.min(Integer.MAX_VALUE, last - first), high > (last + SAME) * used);
    }

    private static double round(double range) {
        return range > 0 ? RunningMean.window(range, 1.0 / WANTED) : 1;
    }

    /** The lower edge of a band; its number may be the count, for the upper edge of the last. */
    double edge(int band) {
        return (first + band) * step;
    }

    /** The colour of a band; its number may be the count, for what lies above the last. */
    String colour(int band) {
        int last = isOpen ? count : count - 1;
        return Viridis.colour(last == 0 ? 0.5 : band / (double) last);
    }
}
