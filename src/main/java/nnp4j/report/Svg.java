package nnp4j.report;

import java.util.Locale;

/** A sheet as SVG, with real text. */
final class Svg {
    private final StringBuilder svg = new StringBuilder();
    private int clips;

    private Svg() {}

    static String of(Sheet sheet) {
        Svg page = new Svg();
        page.open(number(sheet.width()), number(sheet.height()));
        for (Sheet.Shape shape : sheet.shapes()) {
            if (shape instanceof Sheet.Line line) page.append(line);
            else if (shape instanceof Sheet.Area area) page.append(area);
            else if (shape instanceof Sheet.Circles circles) page.append(circles);
            else if (shape instanceof Sheet.Words words) page.append(words);
        }
        return page.svg.append("</svg>\n").toString();
    }

    private void open(String width, String height) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        attribute("viewBox", "0 0 " + width + " " + height);
        attribute("width", width);
        attribute("height", height);
        attribute("font-family", "Helvetica, Arial, 'DejaVu Sans', sans-serif");
        svg.append(">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }

    private void append(Sheet.Line line) {
        String clip = clip(line.clip());
        svg.append("<polyline fill=\"none\" stroke-linejoin=\"round\"");
        attribute("stroke", line.colour());
        attribute("stroke-width", number(line.width()));
        if (line.dashed()) attribute("stroke-dasharray", "4 3");
        if (!clip.isEmpty()) attribute("clip-path", clip);
        attribute("points", points(line.xy()));
        svg.append("/>\n");
    }

    private void append(Sheet.Area area) {
        String clip = clip(area.clip());
        svg.append("<polygon");
        attribute("fill", area.colour());
        if (area.opacity() < 1) attribute("fill-opacity", number(area.opacity()));
        if (!clip.isEmpty()) attribute("clip-path", clip);
        attribute("points", points(area.xy()));
        svg.append("/>\n");
    }

    private void append(Sheet.Circles circles) {
        svg.append("<g");
        attribute("fill", circles.filled() ? circles.colour() : "none");
        if (!circles.filled()) {
            attribute("stroke", circles.colour());
            attribute("stroke-width", number(Sheet.CIRCLE_LINE));
        }
        svg.append(">\n");
        for (int k = 0; k < circles.xy().length; k += 2) {
            svg.append("<circle");
            attribute("cx", number(circles.xy()[k]));
            attribute("cy", number(circles.xy()[k + 1]));
            attribute("r", number(circles.radius()));
            svg.append("/>\n");
        }
        svg.append("</g>\n");
    }

    private void append(Sheet.Words words) {
        svg.append("<text");
        attribute("x", number(words.x()));
        attribute("y", number(words.y()));
        attribute("font-size", number(words.size()));
        attribute("text-anchor", words.anchor().name().toLowerCase(Locale.ROOT));
        attribute("fill", words.colour());
        if (words.upright()) attribute("transform", "rotate(-90 " + number(words.x()) + " " + number(words.y()) + ")");
        svg.append('>').append(escaped(words.text())).append("</text>\n");
    }

    /** Writes the clipping box, if there is one, and gives the reference to it. */
    private String clip(Sheet.Box box) {
        if (box == null) return "";
        svg.append("<clipPath");
        attribute("id", "clip" + ++clips);
        svg.append("><rect");
        attribute("x", number(box.left()));
        attribute("y", number(box.top()));
        attribute("width", number(box.width()));
        attribute("height", number(box.height()));
        svg.append("/></clipPath>\n");
        return "url(#clip" + clips + ")";
    }

    private void attribute(String name, String value) {
        svg.append(' ').append(name).append("=\"").append(value).append('"');
    }

    private static String points(double[] xy) {
        StringBuilder points = new StringBuilder();
        for (int k = 0; k < xy.length; k += 2) {
            if (k > 0) points.append(' ');
            points.append(number(xy[k])).append(',').append(number(xy[k + 1]));
        }
        return points.toString();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') end--;
        if (text.charAt(end - 1) == '.') end--;
        text = text.substring(0, end);
        return text.equals("-0") ? "0" : text;
    }

    /** Text as XML 1.0 allows it: what XML cannot hold becomes the replacement character. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
