package nnp4j.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

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
    private static final double TOP = 48;
    private static final double BOTTOM = 358;

    /**
     * Draws the comparison.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no point, lengths differ or a value is not finite
     */
    public Picture draw() {
        if (reference.length == 0 || reference.length != predicted.length)
            throw new IllegalArgumentException(
                    "parity picture: expected as many predicted as reference values, at least" + " one, found "
                            + predicted.length + " and " + reference.length);
        double[] all = DoubleStream.concat(Arrays.stream(reference), Arrays.stream(predicted))
                .toArray();
        if (!Arrays.stream(all).allMatch(Double::isFinite))
            throw new IllegalArgumentException("parity picture: expected finite values, found one that is not");
        double low = Arrays.stream(all).min().orElseThrow();
        double high = Arrays.stream(all).max().orElseThrow();
        double margin = 0.04 * (high - low);
        Axis y = Axis.of(low - margin, high + margin, BOTTOM, TOP, 5);
        double left = Panel.leftOf(y);
        Sheet.Box box = new Sheet.Box(left, TOP, left + BOTTOM - TOP, BOTTOM);
        Sheet sheet = new Sheet(600, 400);
        Panel panel = new Panel(sheet, box, y.between(box.left(), box.right()), y);
        Panel.heading(sheet, left, 586, title, subtitle);
        if (reference.length > MANY) {
            Hexagons hexagons = new Hexagons(panel, reference, predicted);
            hexagons.draw(sheet);
            hexagons.bar(sheet, new Sheet.Box(box.right() + 22, 230, box.right() + 34, BOTTOM));
        }
        sheet.line(Panel.GREY, 0.8, box.left(), box.bottom(), box.right(), box.top());
        if (reference.length <= MANY) panel.marks(Sheet.MODEL, 2.4, false, MANY, reference, predicted);
        panel.frame("reference " + quantity, "predicted " + quantity, true);
        Panel.notes(sheet, box.right() + 22, notes);
        return new Picture(sheet);
    }
}
