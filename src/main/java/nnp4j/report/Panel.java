package nnp4j.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A box with two axes: frame, ticks, labels, curves and marks. */
final class Panel {
    static final double SMALL = 10;
    static final double NORMAL = 11.5;
    static final String GREY = "#777777";

    private static final double FRAME_LINE = 0.8;
    private static final double TICK = 4;
    private static final double MINOR_TICK = 2;
    /** Height of a line of small words, and from its top to their baseline. */
    private static final double LINE = 13;

    private static final double BASELINE = 9.5;
    /** Least side of the cells that hold one mark each where there are very many; alone in its cell, a mark stays. */
    private static final double CELL = 0.5;

    private final Sheet sheet;
    final Sheet.Box box;
    final Axis x;
    final Axis y;
    /** What is drawn so far. */
    final Room room;

    Panel(Sheet sheet, Sheet.Box box, Axis x, Axis y) {
        this.sheet = sheet;
        this.box = box;
        this.x = x;
        this.y = y;
        this.room = new Room(box);
    }

    /** Space to the left of a box for its numbers and a label of up to two lines. */
    static double leftOf(Axis... axes) {
        double widest = Arrays.stream(axes)
                .mapToDouble(axis -> axis.labelWidth(SMALL))
                .max()
                .orElse(0);
        return Math.max(56, widest + 46);
    }

    /** Title and subtitle above a box, made smaller and then cut where they do not fit. */
    static void heading(Sheet sheet, double left, double right, String title, String subtitle) {
        heading(sheet, left, 20, right - left, 14, title.replaceAll("\\s+", " "));
        heading(sheet, left, 36, right - left, SMALL, subtitle.replaceAll("\\s+", " "));
    }

    private static void heading(Sheet sheet, double x, double y, double room, double size, String text) {
        double fit = Math.min(size, Math.max(0.8 * size, size * room / Math.max(1, TextWidth.of(text, size))));
        sheet.words(x, y, fit, Sheet.Anchor.START, TextWidth.cut(text, fit, room));
    }

    /** Lines of text beside a box, made smaller and then cut where they do not fit. */
    static void notes(Sheet sheet, double left, String... notes) {
        double room = sheet.width() - 10 - left;
        String[] lines = Arrays.stream(notes).map(Axis::minus).toArray(String[]::new);
        double size = NORMAL;
        for (String line : lines) size = Math.min(size, NORMAL * room / Math.max(1, TextWidth.of(line, NORMAL)));
        size = Math.max(0.999 * size, 8); // a little less, or rounding would cut what just fits
        for (int k = 0; k < lines.length; k++)
            sheet.words(left, 62 + 16 * k, size, Sheet.Anchor.START, TextWidth.cut(lines[k], size, room));
    }

    /** Frame and ticks; the x labels only where asked, for a panel that has another below it. */
    void frame(String xLabel, String yLabel, boolean xNumbers) {
        for (double tick : y.ticks()) {
            double at = y.at(tick);
            sheet.line(Sheet.INK, FRAME_LINE, box.left(), at, box.left() + TICK, at);
            sheet.words(box.left() - 5, at + 3.6, SMALL, Sheet.Anchor.END, y.label(tick));
        }
        frame(xLabel, xNumbers);
        upright(yLabel);
    }

    /** The same without numbers beside it, where height has no meaning. */
    void frame(String xLabel, boolean xNumbers) {
        int every = labelled();
        for (int k = 0; k < x.ticks().size(); k++) {
            double at = x.at(x.ticks().get(k));
            sheet.line(Sheet.INK, FRAME_LINE, at, box.bottom(), at, box.bottom() - TICK);
            if (xNumbers && k % every == 0)
                sheet.words(
                        at,
                        box.bottom() + 13,
                        SMALL,
                        Sheet.Anchor.MIDDLE,
                        x.label(x.ticks().get(k)));
        }
        minorTicks();
        double[] corners = Arrays.copyOf(box.corners(), 10);
        corners[8] = box.left();
        corners[9] = box.top();
        sheet.line(Sheet.INK, FRAME_LINE, corners);
        if (xNumbers)
            sheet.words((box.left() + box.right()) / 2, box.bottom() + 30, NORMAL, Sheet.Anchor.MIDDLE, xLabel);
    }

    /** Every how many ticks have a number below them, so that the numbers do not touch. */
    private int labelled() {
        int every = 1;
        while (numbersTouch(every)) every++;
        return every;
    }

    private boolean numbersTouch(int every) {
        List<Double> ticks = x.ticks();
        for (int k = every; k < ticks.size(); k += every) {
            double apart = Math.abs(x.at(ticks.get(k)) - x.at(ticks.get(k - every)));
            double both = TextWidth.of(x.label(ticks.get(k - every)) + x.label(ticks.get(k)), SMALL);
            if (apart < 0.6 * both) return true; // half of each, and a fifth of space
        }
        return false;
    }

    private void minorTicks() {
        for (double tick : y.minorTicks())
            sheet.line(Sheet.INK, FRAME_LINE, box.left(), y.at(tick), box.left() + MINOR_TICK, y.at(tick));
        for (double tick : x.minorTicks())
            sheet.line(Sheet.INK, FRAME_LINE, x.at(tick), box.bottom(), x.at(tick), box.bottom() - MINOR_TICK);
    }

    /** The label of the y axis, in two lines where one is too long: quantity, unit. */
    private void upright(String label) {
        double middle = (box.top() + box.bottom()) / 2;
        double numbers = box.left() - 12 - y.labelWidth(SMALL);
        int slash = label.lastIndexOf(" / ");
        if (TextWidth.of(label, NORMAL) <= box.height() || slash < 0) {
            sheet.uprightWords(numbers, middle, fitting(label), label);
            return;
        }
        String quantity = label.substring(0, slash) + " /";
        String unit = label.substring(slash + 3);
        double size = Math.min(fitting(quantity), fitting(unit));
        sheet.uprightWords(numbers - 1.2 * size, middle, size, quantity);
        sheet.uprightWords(numbers, middle, size, unit);
    }

    private double fitting(String text) {
        return Math.min(NORMAL, Math.max(7, NORMAL * box.height() / Math.max(1, TextWidth.of(text, NORMAL))));
    }

    /** A curve through the points that the axes can show; others are gaps. */
    void curve(String colour, double width, double[] xs, double[] ys) {
        curve(colour, width, false, xs, ys);
    }

    /** The same, dashed or not. */
    void curve(String colour, double width, boolean dashed, double[] xs, double[] ys) {
        int from = 0;
        for (int k = 0; k <= xs.length; k++) {
            if (k < xs.length && Double.isFinite(x.at(xs[k])) && Double.isFinite(y.at(ys[k]))) continue;
            if (k > from) segment(colour, width, dashed, xs, ys, from, k);
            from = k + 1;
        }
    }

    private void segment(String colour, double width, boolean dashed, double[] xs, double[] ys, int from, int to) {
        double[] xy = new double[2 * (to - from)];
        for (int k = from; k < to; k++) {
            xy[2 * (k - from)] = x.at(xs[k]);
            xy[2 * (k - from) + 1] = y.at(ys[k]);
        }
        if (to - from == 1) dots(colour, width, xy);
        else sheet.curve(colour, width, dashed, box, xy);
        room.line(xy);
    }

    private void dots(String colour, double radius, double... xy) {
        if (box.distance(xy[0], xy[1]) == 0) sheet.circles(radius, colour, true, xy);
        room.point(xy[0], xy[1]);
    }

    /** Circles at the points inside; of many in one place some are left out, until at most so many are drawn. */
    void marks(String colour, double radius, boolean filled, int most, double[] xs, double[] ys) {
        double[] xy = new double[2 * xs.length];
        int used = 0;
        for (int k = 0; k < xs.length; k++) {
            double px = x.at(xs[k]);
            double py = y.at(ys[k]);
            if (!(box.distance(px, py) < 0.5)) continue; // also what is not a number
            xy[used++] = px;
            xy[used++] = py;
            room.point(px, py);
        }
        double[] shown = Arrays.copyOf(xy, used);
        for (double cell = CELL; shown.length > 2 * most; cell *= 1.5) shown = onePerCell(shown, cell);
        sheet.circles(radius, colour, filled, shown);
    }

    private static double[] onePerCell(double[] xy, double cell) {
        Set<Long> cells = new HashSet<>();
        double[] kept = new double[xy.length];
        int used = 0;
        for (int k = 0; k < xy.length; k += 2) {
            if (!cells.add((long) (xy[k + 1] / cell) << 32 | (long) (xy[k] / cell))) continue;
            kept[used++] = xy[k];
            kept[used++] = xy[k + 1];
        }
        return Arrays.copyOf(kept, used);
    }

    /** A line across, with the space around it kept free of words. */
    void level(double value, double width, boolean dashed) {
        double at = y.at(value);
        if (at < box.top() || at > box.bottom()) return;
        if (dashed) sheet.dashes(GREY, width, box.left(), at, box.right(), at);
        else sheet.line(GREY, width, box.left(), at, box.right(), at);
        room.line(box.left(), at, box.right(), at);
    }

    /** A dashed line upwards, with the space around it kept free of words. */
    void upright(double value) {
        double at = x.at(value);
        sheet.dashes(GREY, 0.8, at, box.bottom(), at, box.top());
        room.line(at, box.bottom(), at, box.top());
    }

    /** Words as near to a position as there is room inside. */
    void place(String text, double px, double py, String colour) {
        Sheet.Box at = room.place(TextWidth.of(text, SMALL), LINE, px, py);
        sheet.words(at.left(), at.top() + BASELINE, SMALL, Sheet.Anchor.START, text, colour);
    }
}
