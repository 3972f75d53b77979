package nnp4j.report;

/** Colours that the colour-blind can tell apart (Okabe and Ito, Color Universal Design, 2008), without the pale yellow. */
final class Palette {
    private static final String[] COLOURS = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"
    };

    private Palette() {}

    static int size() {
        return COLOURS.length;
    }

    /** The colour of the series of an index; they repeat beyond {@link #size}. */
    static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }
}
