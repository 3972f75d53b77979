package nnp4j.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** A sheet as PNG at three pixels a unit, tagged 300 dots an inch; the only class that uses AWT. */
final class Png {
    private static final int SCALE = 3;
    /** 300 dots an inch in dots a metre. */
    private static final int DOTS_PER_METRE = 11811;
    /** Signature and IHDR chunk: what stands before the place of pHYs. */
    private static final int HEADER = 8 + 25;

    private Png() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        int width = (int) Math.round(SCALE * sheet.width());
        int height = (int) Math.round(SCALE * sheet.height());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.scale(SCALE, SCALE);
        for (Sheet.Shape shape : sheet.shapes()) draw(g, shape);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        byte[] png = bytes.toByteArray();
        out.write(png, 0, HEADER);
        out.write(resolution());
        out.write(png, HEADER, png.length - HEADER);
    }

    /** The pHYs chunk (PNG specification, 11.3.4.3). */
    private static byte[] resolution() {
        ByteBuffer chunk = ByteBuffer.allocate(21);
        chunk.putInt(9).put(new byte[] {'p', 'H', 'Y', 's'});
        chunk.putInt(DOTS_PER_METRE).putInt(DOTS_PER_METRE).put((byte) 1);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 13);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static void draw(Graphics2D g, Sheet.Shape shape) {
        Shape before = g.getClip();
        if (shape instanceof Sheet.Line line) {
            clip(g, line.clip());
            float[] dash = line.dashed() ? new float[] {4, 3} : null;
            g.setStroke(
                    new BasicStroke((float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
            g.setColor(Color.decode(line.colour()));
            g.draw(path(line.xy()));
        } else if (shape instanceof Sheet.Area area) {
            clip(g, area.clip());
            Color c = Color.decode(area.colour());
            g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(255 * area.opacity())));
            Path2D path = path(area.xy());
            path.closePath();
            g.fill(path);
        } else if (shape instanceof Sheet.Circles circles) {
            draw(g, circles);
        } else if (shape instanceof Sheet.Words words) {
            draw(g, words);
        }
        g.setClip(before);
    }

    private static void clip(Graphics2D g, Sheet.Box box) {
        if (box != null) g.clip(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
    }

    private static void draw(Graphics2D g, Sheet.Circles circles) {
        g.setColor(Color.decode(circles.colour()));
        g.setStroke(new BasicStroke((float) Sheet.CIRCLE_LINE));
        double r = circles.radius();
        for (int k = 0; k < circles.xy().length; k += 2) {
            Ellipse2D circle = new Ellipse2D.Double(circles.xy()[k] - r, circles.xy()[k + 1] - r, 2 * r, 2 * r);
            if (circles.filled()) g.fill(circle);
            else g.draw(circle);
        }
    }

    private static void draw(Graphics2D g, Sheet.Words words) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) words.size());
        g.setFont(font);
        g.setColor(Color.decode(words.colour()));
        double length =
                font.getStringBounds(words.text(), g.getFontRenderContext()).getWidth();
        double shift = switch (words.anchor()) {
            case START -> 0;
            case MIDDLE -> -length / 2;
            case END -> -length;
        };
        AffineTransform before = g.getTransform();
        g.translate(words.x(), words.y());
        if (words.upright()) g.rotate(-Math.PI / 2);
        g.drawString(words.text(), (float) shift, 0);
        g.setTransform(before);
    }

    private static Path2D path(double[] xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int k = 2; k < xy.length; k += 2) path.lineTo(xy[k], xy[k + 1]);
        return path;
    }
}
