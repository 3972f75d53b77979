package nnp4j.report;

import java.util.ArrayList;
import java.util.List;
import nnp4j.report.Sheet.Box;

/** Finds places for words in a panel where they touch neither what is drawn nor each other. */
final class Room {
    /** Distance kept from what is drawn. */
    private static final double CLEAR = 5;
    /** Size of the cells that are either drawn on or free. */
    private static final double CELL = 4;
    /** Cost of a cell that is drawn on, against a unit of distance. */
    private static final double DRAWN = 1e3;
    /** Cost of covering other words. */
    private static final double COVERED = 1e6;

    private final Box panel;
    private final int columns;
    private final boolean[] drawn;
    private final List<Box> taken = new ArrayList<>();

    Room(Box panel) {
        this.panel = panel;
        this.columns = 1 + (int) (panel.width() / CELL);
        this.drawn = new boolean[columns * (1 + (int) (panel.height() / CELL))];
    }

    /** Marks a line as drawn. */
    void line(double... xy) {
        for (double[] piece : Polyline.clipped(xy, panel))
            for (int k = 2; k < piece.length; k += 2) {
                double dx = piece[k] - piece[k - 2];
                double dy = piece[k + 1] - piece[k - 1];
                int steps = 1 + (int) (2 * Math.hypot(dx, dy) / CELL);
                for (int s = 0; s <= steps; s++) point(piece[k - 2] + dx * s / steps, piece[k - 1] + dy * s / steps);
            }
    }

    /** Marks a point as drawn. */
    void point(double x, double y) {
        if (panel.distance(x, y) == 0) drawn[row(y) * columns + column(x)] = true;
    }

    private int row(double y) {
        return (int) ((y - panel.top()) / CELL);
    }

    private int column(double x) {
        return (int) ((x - panel.left()) / CELL);
    }

    /** Takes the free place for words of a size nearest to a point; the least crowded one where none is free. */
    Box place(double width, double height, double x, double y) {
        return place(panel, width, height, x, y);
    }

    /** The same within a part of the panel. */
    Box place(Box part, double width, double height, double x, double y) {
        Box best = new Box(part.left(), part.top(), part.left() + width, part.top() + height);
        double least = Double.MAX_VALUE;
        for (double top = part.top() + CLEAR; top <= part.bottom() - height - CLEAR; top += CELL)
            for (double left = part.left() + CLEAR; left <= part.right() - width - CLEAR; left += CELL) {
                Box box = new Box(left, top, left + width, top + height);
                double cost = box.distance(x, y) + crowding(box);
                if (cost < least) {
                    least = cost;
                    best = box;
                }
            }
        taken.add(best);
        return best;
    }

    private double crowding(Box box) {
        double crowding = 0;
        for (Box other : taken) if (other.meets(box.grown(CLEAR))) crowding += COVERED;
        for (int row = row(box.top() - CLEAR); row <= row(Math.min(box.bottom() + CLEAR, panel.bottom())); row++)
            for (int k = column(box.left() - CLEAR); k <= column(Math.min(box.right() + CLEAR, panel.right())); k++)
                if (drawn[row * columns + k]) crowding += DRAWN;
        return crowding;
    }
}
