package nnp4j.report;

import java.util.ArrayList;
import java.util.List;

/** A drawing of lines, areas, circles and words, in units of which 72 make an inch; y points down. */
final class Sheet {
    static final String INK = "#222222";
    static final String FAINT = "#dddddd";
    static final String MODEL = "#0072B2";
    static final String REFERENCE = "#D55E00";

    /** Width of the line of an open circle. */
    static final double CIRCLE_LINE = 1.1;

    /** What can be drawn. */
    sealed interface Shape permits Line, Area, Circles, Words {}

    /** Open line through x1 y1 x2 y2 ..., clipped to a box if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // shapes are drawn, never compared
    record Line(double[] xy, String colour, double width, boolean dashed, Box clip) implements Shape {}

    /** Filled polygon x1 y1 x2 y2 ..., clipped to a box if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // shapes are drawn, never compared
    record Area(double[] xy, String colour, double opacity, Box clip) implements Shape {}

    /** Circles of one kind around x1 y1 x2 y2 ..., open or filled. */
    @SuppressWarnings("ArrayRecordComponent") // shapes are drawn, never compared
    record Circles(double[] xy, double radius, String colour, boolean filled) implements Shape {}

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

        double[] corners() {
            return new double[] {left, top, right, top, right, bottom, left, bottom};
        }

        Box grown(double by) {
            return new Box(left - by, top - by, right + by, bottom + by);
        }

        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        /** How far a point lies outside; 0 inside. */
        double distance(double x, double y) {
            double dx = Math.max(0, Math.max(left - x, x - right));
            double dy = Math.max(0, Math.max(top - y, y - bottom));
            return Math.hypot(dx, dy);
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

    /** A curve inside a box, of which only what can be seen is kept. */
    void curve(String colour, double width, boolean dashed, Box clip, double[] xy) {
        for (double[] piece : Polyline.clipped(xy, clip.grown(width)))
            shapes.add(new Line(Polyline.thinned(piece), colour, width, dashed, clip));
    }

    /** A diagonal cross of a half width around a point. */
    void cross(String colour, double width, double half, double x, double y) {
        line(colour, width, x - half, y - half, x + half, y + half);
        line(colour, width, x - half, y + half, x + half, y - half);
    }

    void fill(String colour, double opacity, Box box) {
        polygon(colour, opacity, null, box.corners());
    }

    void polygon(String colour, double opacity, Box clip, double... xy) {
        shapes.add(new Area(xy, colour, opacity, clip));
    }

    void circles(double radius, String colour, boolean filled, double... xy) {
        if (xy.length > 0) shapes.add(new Circles(xy, radius, colour, filled));
    }

    void words(double x, double y, double size, Anchor anchor, String text) {
        words(x, y, size, anchor, text, INK);
    }

    void words(double x, double y, double size, Anchor anchor, String text, String colour) {
        shapes.add(new Words(x, y, text, size, anchor, false, colour));
    }

    void uprightWords(double x, double y, double size, String text) {
        uprightWords(x, y, size, Anchor.MIDDLE, text, INK);
    }

    void uprightWords(double x, double y, double size, Anchor anchor, String text, String colour) {
        shapes.add(new Words(x, y, text, size, anchor, true, colour));
    }
}
