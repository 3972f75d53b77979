package nnp4j.report;

import java.util.Locale;

/** A sheet as SVG, with real text; points closer than can be seen are left out. */
final class Svg {
    /** Points nearer than this to the line through their neighbours cannot be told apart. */
    private static final double VISIBLE = 0.05;

    private Svg() {}

    static String of(Sheet sheet) {
        StringBuilder svg = new StringBuilder();
        String size = number(sheet.width()) + " " + number(sheet.height());
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(size)
                .append("\" width=\"")
                .append(number(sheet.width()))
                .append("\" height=\"")
                .append(number(sheet.height()))
                .append("\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        int clips = 0;
        for (Sheet.Shape shape : sheet.shapes()) {
            if (shape instanceof Sheet.Line line) {
                String clip = "";
                if (line.clip() != null) {
                    Sheet.Box box = line.clip();
                    svg.append("<clipPath id=\"c" + ++clips + "\"><rect x=\"" + number(box.left()) + "\" y=\""
                            + number(box.top()) + "\" width=\"" + number(box.width()) + "\" height=\""
                            + number(box.height()) + "\"/></clipPath>\n");
                    clip = " clip-path=\"url(#c" + clips + ")\"";
                }
                svg.append("<polyline fill=\"none\" stroke=\"" + line.colour() + "\" stroke-width=\""
                        + number(line.width()) + "\" stroke-linejoin=\"round\""
                        + (line.dashed() ? " stroke-dasharray=\"4 3\"" : "") + clip + " points=\"" + points(line.xy())
                        + "\"/>\n");
            } else if (shape instanceof Sheet.Area area) {
                svg.append("<polygon fill=\"" + area.colour() + "\" fill-opacity=\"" + number(area.opacity())
                        + "\" points=\"" + points(area.xy()) + "\"/>\n");
            } else if (shape instanceof Sheet.Circle c) {
                svg.append("<circle cx=\"" + number(c.x()) + "\" cy=\"" + number(c.y()) + "\" r=\"" + number(c.radius())
                        + (c.filled()
                                ? "\" fill=\"" + c.colour() + "\"/>\n"
                                : "\" fill=\"none\" stroke=\"" + c.colour() + "\" stroke-width=\"1.1\"/>\n"));
            } else if (shape instanceof Sheet.Words words) {
                append(svg, words);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void append(StringBuilder svg, Sheet.Words words) {
        String turn =
                words.upright() ? " transform=\"rotate(-90 " + number(words.x()) + " " + number(words.y()) + ")\"" : "";
        svg.append("<text x=\"" + number(words.x()) + "\" y=\"" + number(words.y()) + "\" font-size=\""
                + number(words.size()) + "\" text-anchor=\""
                + words.anchor().name().toLowerCase(Locale.ROOT)
                + "\" fill=\"" + words.colour() + "\"" + turn + ">" + escaped(words.text()) + "</text>\n");
    }

    /** The points that can be told apart: each kept one is off the line from the one before it to the next. */
    private static String points(double[] xy) {
        StringBuilder points = new StringBuilder();
        int kept = 0;
        int n = xy.length / 2;
        append(points, xy, 0);
        for (int k = 1; k < n - 1; k++) {
            if (isStraight(xy, kept, k + 1)) continue;
            append(points.append(' '), xy, k);
            kept = k;
        }
        if (n > 1) append(points.append(' '), xy, n - 1);
        return points.toString();
    }

    /** Whether all points between two lie within sight of the line that joins them. */
    private static boolean isStraight(double[] xy, int from, int to) {
        double dx = xy[2 * to] - xy[2 * from];
        double dy = xy[2 * to + 1] - xy[2 * from + 1];
        double length2 = dx * dx + dy * dy;
        for (int k = from + 1; k < to; k++) {
            double px = xy[2 * k] - xy[2 * from];
            double py = xy[2 * k + 1] - xy[2 * from + 1];
            double t = length2 == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
            if (Math.hypot(px - t * dx, py - t * dy) > VISIBLE) return false;
        }
        return true;
    }

    private static void append(StringBuilder points, double[] xy, int k) {
        points.append(number(xy[2 * k])).append(',').append(number(xy[2 * k + 1]));
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') end--;
        if (text.charAt(end - 1) == '.') end--;
        text = text.substring(0, end);
        return text.equals("-0") ? "0" : text;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean allowed = c >= 0x20 && c != 0x7f && !(c >= 0xd800 && c <= 0xdfff) && c < 0xfffe;
                    out.appendCodePoint(allowed || c > 0xffff ? c : 0xfffd);
                }
            }
        });
        return out.toString();
    }
}
