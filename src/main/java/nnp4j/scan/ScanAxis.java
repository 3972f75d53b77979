package nnp4j.scan;

/**
 * One of the coordinates of a scan and the values that it takes.
 *
 * @param coordinate with the atoms that move with it
 * @param values in the order of the scan
 */
public record ScanAxis(ScanCoordinate coordinate, ScanValues values) {
    /**
     * An axis.
     *
     * @param coordinate what is scanned
     * @param values its values
     * @throws IllegalArgumentException if the values are of another kind of coordinate
     */
    public ScanAxis {
        if (values.kind() != coordinate.coordinate().kind())
            throw new IllegalArgumentException(coordinate + ": expected values of a "
                    + coordinate.coordinate().kind() + ", found those of a " + values.kind());
    }

    int count() {
        return values.count();
    }

    /** Angstrom or radian. */
    double value(int index) {
        return values.inside(index);
    }

    /** What a geometry has, in the turn of what was asked for. */
    double actual(double[] x, int index) {
        return near(value(index), coordinate.coordinate().value(x));
    }

    /** A value itself, or, of a dihedral, the same angle some turns away, nearest to the one asked for. */
    static double near(double requested, double value) {
        double turn = 2 * Math.PI;
        return Math.abs(requested - value) < Math.PI ? value : value + turn * Math.rint((requested - value) / turn);
    }
}
