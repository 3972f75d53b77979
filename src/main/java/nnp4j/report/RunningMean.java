package nnp4j.report;

/** The mean of a series over a window of time that goes along with it. */
final class RunningMean {
    private RunningMean() {}

    /**
     * The mean around each time, over what lies within half a window before and after it; at the ends the window is cut.
     * Values that are not finite do not count; where no other is in the window, the mean is not a number.
     *
     * @param time rising
     */
    static double[] of(double[] time, double[] values, double window) {
        double[] means = new double[time.length];
        double sum = 0;
        int count = 0;
        int first = 0;
        int end = 0;
        double origin = origin(values);
        for (int k = 0; k < time.length; k++) {
            for (; end < time.length && time[end] <= time[k] + window / 2; end++)
                if (Double.isFinite(values[end])) {
                    sum += values[end] - origin;
                    count++;
                }
            for (; time[first] < time[k] - window / 2; first++)
                if (Double.isFinite(values[first])) {
                    sum -= values[first] - origin;
                    count--;
                }
            means[k] = count == 0 ? Double.NaN : origin + sum / count;
        }
        return means;
    }

    /** A value near the others: what is added and taken away again stays small, and so does its rounding error. */
    private static double origin(double[] values) {
        for (double value : values) if (Double.isFinite(value)) return value;
        return 0;
    }

    /** A round window, 1, 2 or 5 times a power of ten, of about a part of a span. */
    static double window(double span, double part) {
        double wanted = span * part;
        int decade = (int) Math.floor(Math.log10(wanted));
        double best = Double.parseDouble("1e" + decade);
        for (String round : new String[] {"2e" + decade, "5e" + decade, "1e" + (decade + 1)}) {
            double candidate = Double.parseDouble(round);
            if (Math.abs(Math.log(candidate / wanted)) < Math.abs(Math.log(best / wanted))) best = candidate;
        }
        return best;
    }
}
