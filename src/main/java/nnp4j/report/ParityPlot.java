package nnp4j.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Predicted against reference values: points on a square with the line of agreement, hexagons coloured by count above 2,000
 * points.
 *
 * @param title first line
 * @param subtitle second line
 * @param quantity quantity and unit of both axes
 * @param reference values
 * @param predicted values, as many
 * @param notes lines of text for the corner: MAE, RMSE, number, worst frame
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ParityPlot(
        String title, String subtitle, String quantity, double[] reference, double[] predicted, String... notes) {
    private static final int MANY = 2000;
    /** Distance between the centres of neighbouring hexagons. */
    private static final double HEXAGON = 7;
    /** Viridis at equal steps (van der Walt, Smith, matplotlib 1.5 (2015)). */
    private static final String[] VIRIDIS = {
        "#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"
    };

    /**
     * Draws the comparison.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no point, lengths differ or a value is not finite
     */
    public Picture draw() {
        if (reference.length == 0 || reference.length != predicted.length)
            throw new IllegalArgumentException("expected as many predicted as reference values, found "
                    + predicted.length + " and " + reference.length);
        double low = Math.min(
                Arrays.stream(reference).min().orElseThrow(),
                Arrays.stream(predicted).min().orElseThrow());
        double high = Math.max(
                Arrays.stream(reference).max().orElseThrow(),
                Arrays.stream(predicted).max().orElseThrow());
        if (!Double.isFinite(high - low)) throw new IllegalArgumentException("expected finite values");
        double margin = 0.04 * (high - low);
        Sheet sheet = new Sheet(600, 400);
        Sheet.Box box = new Sheet.Box(90, 48, 400, 358);
        Panel panel = new Panel(
                sheet,
                box,
                new Axis(low - margin, high + margin, box.left(), box.right(), 4),
                new Axis(low - margin, high + margin, box.bottom(), box.top(), 4));
        sheet.words(90, 20, 14, Sheet.Anchor.START, title);
        sheet.words(
                90,
                36,
                Math.min(Panel.SMALL, Panel.SMALL * 496 / Sheet.widthOf(subtitle, Panel.SMALL)),
                Sheet.Anchor.START,
                subtitle);
        if (reference.length > MANY) hexagons(sheet, panel);
        sheet.line("#777777", 0.8, box.left(), box.bottom(), box.right(), box.top());
        if (reference.length <= MANY) panel.marks(Sheet.MODEL, 2.4, reference, predicted);
        panel.frame("reference " + quantity, "predicted " + quantity, true);
        for (int k = 0; k < notes.length; k++)
            sheet.words(418, 66 + 16 * k, Panel.NORMAL, Sheet.Anchor.START, Axis.minus(notes[k]));
        return new Picture(sheet);
    }

    private void hexagons(Sheet sheet, Panel panel) {
        Map<Long, Integer> counts = new HashMap<>();
        double rowHeight = HEXAGON * Math.sqrt(3) / 2;
        for (int k = 0; k < reference.length; k++) {
            long row = Math.round(panel.y.at(predicted[k]) / rowHeight);
            long column = Math.round(panel.x.at(reference[k]) / HEXAGON - (row & 1) / 2.0);
            counts.merge(row << 20 | column, 1, Integer::sum);
        }
        int most = counts.values().stream().max(Integer::compare).orElse(1);
        counts.forEach((key, count) -> {
            long row = key >> 20;
            double cy = row * rowHeight;
            double cx = ((key & 0xfffff) + (row & 1) / 2.0) * HEXAGON;
            double shade = most == 1 ? 1 : Math.log(count) / Math.log(most);
            double[] xy = new double[12];
            for (int corner = 0; corner < 6; corner++) {
                double angle = Math.PI / 3 * corner + Math.PI / 6;
                xy[2 * corner] = cx + HEXAGON / Math.sqrt(3) * Math.cos(angle);
                xy[2 * corner + 1] = cy + HEXAGON / Math.sqrt(3) * Math.sin(angle);
            }
            sheet.polygon(VIRIDIS[(int) Math.round(shade * (VIRIDIS.length - 1))], 1, xy);
        });
    }
}
