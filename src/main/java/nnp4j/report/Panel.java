package nnp4j.report;

/** A box with two axes: frame, ticks, labels, curves and marks. */
final class Panel {
    static final double SMALL = 10;
    static final double NORMAL = 11.5;

    private final Sheet sheet;
    final Sheet.Box box;
    final Axis x;
    final Axis y;

    Panel(Sheet sheet, Sheet.Box box, Axis x, Axis y) {
        this.sheet = sheet;
        this.box = box;
        this.x = x;
        this.y = y;
    }

    /** Frame and ticks; the x labels only where asked, for a panel that has another below it. */
    void frame(String xLabel, String yLabel, boolean xNumbers) {
        for (double tick : y.ticks()) {
            double at = y.at(tick);
            sheet.line(Sheet.INK, 0.8, box.left(), at, box.left() + 4, at);
            sheet.words(box.left() - 5, at + 3.6, SMALL, Sheet.Anchor.END, y.label(tick));
        }
        for (double tick : x.ticks()) {
            double at = x.at(tick);
            sheet.line(Sheet.INK, 0.8, at, box.bottom(), at, box.bottom() - 4);
            if (xNumbers) sheet.words(at, box.bottom() + 13, SMALL, Sheet.Anchor.MIDDLE, x.label(tick));
        }
        sheet.line(
                Sheet.INK,
                0.8,
                box.left(),
                box.top(),
                box.right(),
                box.top(),
                box.right(),
                box.bottom(),
                box.left(),
                box.bottom(),
                box.left(),
                box.top());
        if (xNumbers)
            sheet.words((box.left() + box.right()) / 2, box.bottom() + 30, NORMAL, Sheet.Anchor.MIDDLE, xLabel);
        double room = box.height();
        double size = Math.min(NORMAL, NORMAL * room / Sheet.widthOf(yLabel, NORMAL));
        sheet.uprightWords(14, (box.top() + box.bottom()) / 2, Math.max(7, size), yLabel);
    }

    /** A curve through the finite points; others are gaps. */
    void curve(String colour, double width, double[] xs, double[] ys) {
        int from = 0;
        for (int k = 0; k <= xs.length; k++) {
            if (k < xs.length && Double.isFinite(ys[k])) continue;
            if (k > from) segment(colour, width, xs, ys, from, k);
            from = k + 1;
        }
    }

    private void segment(String colour, double width, double[] xs, double[] ys, int from, int to) {
        double far = 10 * box.height();
        double[] xy = new double[2 * (to - from)];
        for (int k = from; k < to; k++) {
            xy[2 * (k - from)] = x.at(xs[k]);
            xy[2 * (k - from) + 1] = Math.max(-far, Math.min(far, y.at(ys[k])));
        }
        if (to - from == 1) sheet.circle(xy[0], xy[1], width, colour, true);
        else sheet.curve(colour, width, box, xy);
    }

    void marks(String colour, double radius, double[] xs, double[] ys) {
        for (int k = 0; k < xs.length; k++) {
            double px = x.at(xs[k]);
            double py = y.at(ys[k]);
            boolean inside = px >= box.left() - 0.5 && px <= box.right() + 0.5 && py >= box.top() && py <= box.bottom();
            if (inside) sheet.circle(px, py, radius, colour, false);
        }
    }

    void level(double value, String colour, double width, boolean dashed) {
        double at = y.at(value);
        if (at < box.top() || at > box.bottom()) return;
        if (dashed) sheet.dashes(colour, width, box.left(), at, box.right(), at);
        else sheet.line(colour, width, box.left(), at, box.right(), at);
    }
}
