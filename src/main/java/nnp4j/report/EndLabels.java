package nnp4j.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nnp4j.report.Sheet.Box;

/** Names of curves to the right of a panel, each at the height of its curve's end, moved apart where they would touch. */
final class EndLabels {
    private static final double LINE = 12;
    /** Free space between two labels. */
    private static final double APART = 2;
    /** Between the panel and the words: a thin line leads from the one to the other. */
    private static final double LEADER = 16;
    /** Colour of the line from a curve that ends within the panel to its edge; not one of a curve. */
    private static final String INSIDE = "#bbbbbb";
    /** From the middle of a line of small words to their baseline. */
    private static final double BASELINE = 3.6;

    /**
     * A name in one or more lines.
     *
     * @param x where the curve ends
     * @param y where the curve ends
     */
    record Label(double x, double y, String colour, boolean dashed, List<String> lines) {
        double height() {
            return lines.size() * LINE + APART;
        }

        double width() {
            return lines.stream()
                    .mapToDouble(line -> TextWidth.of(line, Panel.SMALL))
                    .max()
                    .orElse(0);
        }
    }

    private EndLabels() {}

    /** Space to the right of a panel for names of some lines of text; at most so much. */
    static double widthOf(List<String> lines, double most) {
        double widest = lines.stream()
                .mapToDouble(line -> TextWidth.of(line, Panel.SMALL))
                .max()
                .orElse(0);
        return Math.min(most, LEADER + widest + 8);
    }

    static void draw(Sheet sheet, Box box, List<Label> labels) {
        List<Label> sorted =
                labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList();
        double[] middles = apart(sorted, box);
        double left = box.right() + LEADER;
        for (int k = 0; k < middles.length; k++) {
            Label label = sorted.get(k);
            if (label.x() + 4 < box.right()) sheet.line(INSIDE, 0.7, label.x() + 4, label.y(), box.right(), label.y());
            double[] leader = {box.right() + 2, label.y(), box.right() + 4, label.y(), left - 3, middles[k]};
            if (label.dashed()) sheet.dashes(label.colour(), 0.7, leader);
            else sheet.line(label.colour(), 0.7, leader);
            double baseline = middles[k] - (label.lines().size() - 1) * LINE / 2 + BASELINE;
            for (String line : label.lines()) {
                String text = TextWidth.cut(line, Panel.SMALL, sheet.width() - 4 - left);
                sheet.words(left, baseline, Panel.SMALL, Sheet.Anchor.START, text, label.colour());
                baseline += LINE;
            }
        }
    }

    /** Middles of labels in order of height: as near to their curves as they can be, within the panel where they fit. */
    private static double[] apart(List<Label> sorted, Box box) {
        int n = sorted.size();
        double[] wanted = sorted.stream().mapToDouble(Label::y).toArray();
        double[] down = pushedDown(wanted, sorted);
        double[] up = pushedUp(wanted, sorted);
        double[] middles = new double[n];
        Arrays.setAll(middles, k -> (down[k] + up[k]) / 2);
        if (n == 0) return middles;
        middles[n - 1] =
                Math.min(middles[n - 1], box.bottom() - sorted.get(n - 1).height() / 2);
        middles = pushedUp(middles, sorted);
        middles[0] = Math.max(middles[0], box.top() + sorted.get(0).height() / 2);
        return pushedDown(middles, sorted);
    }

    private static double[] pushedDown(double[] wanted, List<Label> sorted) {
        double[] at = wanted.clone();
        for (int k = 1; k < at.length; k++) at[k] = Math.max(at[k], at[k - 1] + distance(sorted, k));
        return at;
    }

    private static double[] pushedUp(double[] wanted, List<Label> sorted) {
        double[] at = wanted.clone();
        for (int k = at.length - 1; k > 0; k--) at[k - 1] = Math.min(at[k - 1], at[k] - distance(sorted, k));
        return at;
    }

    private static double distance(List<Label> sorted, int k) {
        return (sorted.get(k - 1).height() + sorted.get(k).height()) / 2;
    }
}
