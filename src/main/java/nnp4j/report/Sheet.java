package nnp4j.report;

import java.util.ArrayList;
import java.util.List;

/** A drawing of lines, areas, circles and words, in units of which 72 make an inch; y points down. */
final class Sheet {
    static final String INK = "#222222";
    static final String FAINT = "#dddddd";
    static final String MODEL = "#0072B2";
    static final String REFERENCE = "#D55E00";

    /** What can be drawn. */
    sealed interface Shape permits Line, Area, Circle, Words {}

    /** Open line through x1 y1 x2 y2 ..., clipped to a box if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // shapes are drawn, never compared
    record Line(double[] xy, String colour, double width, boolean dashed, Box clip) implements Shape {}

    /** Filled polygon x1 y1 x2 y2 .... */
    @SuppressWarnings("ArrayRecordComponent") // shapes are drawn, never compared
    record Area(double[] xy, String colour, double opacity) implements Shape {}

    /** Circle, open or filled. */
    record Circle(double x, double y, double radius, String colour, boolean filled) implements Shape {}

    /** Words on a baseline at x, y; turned a quarter to the left if upright. */
    record Words(double x, double y, String text, double size, Anchor anchor, boolean upright, String colour)
            implements Shape {}

    /** Which part of the words stands at their point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A rectangle. */
    record Box(double left, double top, double right, double bottom) {
        double width() {
            return right - left;
        }

        double height() {
            return bottom - top;
        }
    }

    private final double width;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();

    Sheet(double width, double height) {
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    List<Shape> shapes() {
        return shapes;
    }

    void line(String colour, double width, double... xy) {
        shapes.add(new Line(xy, colour, width, false, null));
    }

    void dashes(String colour, double width, double... xy) {
        shapes.add(new Line(xy, colour, width, true, null));
    }

    void curve(String colour, double width, Box clip, double[] xy) {
        shapes.add(new Line(xy, colour, width, false, clip));
    }

    void fill(String colour, double opacity, Box box) {
        shapes.add(new Area(
                new double[] {box.left, box.top, box.right, box.top, box.right, box.bottom, box.left, box.bottom},
                colour,
                opacity));
    }

    void polygon(String colour, double opacity, double... xy) {
        shapes.add(new Area(xy, colour, opacity));
    }

    void circle(double x, double y, double radius, String colour, boolean filled) {
        shapes.add(new Circle(x, y, radius, colour, filled));
    }

    void words(double x, double y, double size, Anchor anchor, String text) {
        shapes.add(new Words(x, y, text, size, anchor, false, INK));
    }

    void uprightWords(double x, double y, double size, String text) {
        shapes.add(new Words(x, y, text, size, Anchor.MIDDLE, true, INK));
    }

    /** Width of words in a wide sans-serif face (DejaVu Sans), from above; good enough to keep them apart and on the sheet. */
    static double widthOf(String text, double size) {
        double sum = 0;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            sum += "iljt.,:;'|!()[] ".indexOf(c) >= 0 ? 0.36 : "mwMW—".indexOf(c) >= 0 ? 0.95 : 0.65;
        }
        return sum * size;
    }
}
