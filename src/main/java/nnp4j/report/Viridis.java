package nnp4j.report;

import java.util.Locale;

/** The colour map viridis (S. van der Walt and N. Smith, Matplotlib 1.5, 2015; CC0): even to the eye and in grey. */
final class Viridis {
    /** Sixteen colours, evenly spaced. */
    private static final int[] ANCHORS = {
        0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B, 0x22A884, 0x35B779,
        0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725
    };

    private Viridis() {}

    /** The colour at a part of the way from dark to light, 0 to 1; linear between the sixteen. */
    static String colour(double part) {
        double at = Math.max(0, Math.min(1, part)) * (ANCHORS.length - 1);
        int below = Math.min(ANCHORS.length - 2, (int) at);
        int red = mixed(below, at - below, 16);
        int green = mixed(below, at - below, 8);
        int blue = mixed(below, at - below, 0);
        return String.format(Locale.ROOT, "#%02X%02X%02X", red, green, blue);
    }

    private static int mixed(int below, double part, int shift) {
        int from = ANCHORS[below] >> shift & 0xff;
        int to = ANCHORS[below + 1] >> shift & 0xff;
        return (int) Math.round(from + part * (to - from));
    }
}
