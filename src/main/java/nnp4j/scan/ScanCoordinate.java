package nnp4j.scan;

import java.util.Arrays;
import java.util.stream.Collectors;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;

/**
 * An internal coordinate and the atoms that move, rigidly, when it changes. A bond i-j stretches along i to j, an angle
 * i-j-k opens about its normal through j, a dihedral i-j-k-l turns about j-k; the requested value is met to rounding.
 * Immutable and thread-safe.
 */
public final class ScanCoordinate {
    private final InternalCoordinate coordinate;
    private final int[] moving;

    private ScanCoordinate(InternalCoordinate coordinate, int[] moving) {
        this.coordinate = coordinate;
        this.moving = moving;
    }

    /**
     * A coordinate and the atoms that move with its last atom.
     *
     * @param coordinate bond, angle or dihedral
     * @param moving indices from 0, the last atom of the coordinate among them and not the first; atoms between these
     *     two may be named, they stay in place for they lie on the axis; none for the last atom alone; copied
     * @return the scan coordinate
     * @throws IllegalArgumentException if an atom is negative or named twice, the last atom is missing or the first moves
     */
    public static ScanCoordinate of(InternalCoordinate coordinate, int... moving) {
        int[] atoms = coordinate.atoms();
        int first = atoms[0];
        int last = atoms[atoms.length - 1];
        if (moving.length == 0) return new ScanCoordinate(coordinate, new int[] {last});
        if (Arrays.stream(moving).distinct().count() != moving.length)
            throw new IllegalArgumentException(coordinate + ": a moving atom is named twice");
        if (Arrays.stream(moving).anyMatch(a -> a < 0))
            throw new IllegalArgumentException(coordinate + ": expected moving atoms from 0, found a negative one");
        if (Arrays.stream(moving).noneMatch(a -> a == last))
            throw new IllegalArgumentException(coordinate + ": expected atom " + (last + 1)
                    + " among the moving atoms, found "
                    + Arrays.stream(moving).mapToObj(a -> String.valueOf(a + 1)).collect(Collectors.joining(", ")));
        if (Arrays.stream(moving).anyMatch(a -> a == first))
            throw new IllegalArgumentException(
                    coordinate + ": expected atom " + (first + 1) + " to stay, found it among the moving atoms");
        int[] off = Arrays.stream(moving)
                .filter(a -> a == last || Arrays.stream(atoms).noneMatch(b -> a == b))
                .toArray();
        return new ScanCoordinate(coordinate, off);
    }

    /**
     * What is scanned.
     *
     * @return bond, angle or dihedral
     */
    public InternalCoordinate coordinate() {
        return coordinate;
    }

    /**
     * The atoms that move.
     *
     * @return fresh array, indices from 0
     */
    public int[] moving() {
        return moving.clone();
    }

    /**
     * A geometry with the coordinate at a value.
     *
     * @param start the geometry to move from
     * @param value angstrom or radian
     * @return the moved geometry
     * @throws IllegalArgumentException as {@link #place}
     */
    public Geometry at(Geometry start, double value) {
        double[] x = start.toArray();
        place(x, value);
        return start.at(x);
    }

    /**
     * Moves atoms so that the coordinate has a value.
     *
     * @param x angstrom, 3n, modified: the moving atoms
     * @param value angstrom and positive for a bond, radian in [0, pi] for an angle, any radian for a dihedral
     * @throws IllegalArgumentException if the molecule has too few atoms, the value is out of range, or the coordinate
     *     has no direction at x: bonded atoms in one place, three atoms of a dihedral in line
     */
    public void place(double[] x, double value) {
        int needed =
                1 + Math.max(coordinate.lastAtom(), Arrays.stream(moving).max().getAsInt());
        if (x.length < 3 * needed || x.length % 3 != 0)
            throw new IllegalArgumentException(coordinate + ": expected at least " + needed
                    + " atoms of 3 coordinates, found " + x.length + " coordinates");
        double current = coordinate.value(x);
        if (!(Double.isFinite(current) && (current > 0 || coordinate.kind() != InternalCoordinate.Kind.BOND)))
            throw new IllegalArgumentException(coordinate + ": has no direction in which to change, atoms coincide or"
                    + " stand in line (value " + current + ")");
        checkRange(value);
        int[] atoms = coordinate.atoms();
        switch (coordinate.kind()) {
            case BOND -> translate(x, 3 * atoms[0], 3 * atoms[1], value / current - 1);
            case ANGLE -> rotate(x, 3 * atoms[1], normal(x, 3 * atoms[0], 3 * atoms[1], 3 * atoms[2]), value - current);
            case DIHEDRAL -> rotate(x, 3 * atoms[2], direction(x, 3 * atoms[1], 3 * atoms[2]), value - current);
        }
    }

    private void checkRange(double value) {
        boolean valid = switch (coordinate.kind()) {
            case BOND -> value > 0 && value < Double.POSITIVE_INFINITY;
            case ANGLE -> value >= 0 && value <= Math.PI;
            case DIHEDRAL -> Double.isFinite(value);
        };
        if (valid) return;
        String expected = switch (coordinate.kind()) {
            case BOND -> "a positive length";
            case ANGLE -> "0 to pi radian";
            case DIHEDRAL -> "a finite value";
        };
        throw new IllegalArgumentException(coordinate + ": expected " + expected + ", found " + value);
    }

    private void translate(double[] x, int i, int j, double fraction) {
        double dx = fraction * (x[j] - x[i]);
        double dy = fraction * (x[j + 1] - x[i + 1]);
        double dz = fraction * (x[j + 2] - x[i + 2]);
        for (int atom : moving) {
            x[3 * atom] += dx;
            x[3 * atom + 1] += dy;
            x[3 * atom + 2] += dz;
        }
    }

    /** Rodrigues: v cos + (n x v) sin + n (n . v)(1 - cos), right-handed about n through the origin atom. */
    private void rotate(double[] x, int origin, double[] n, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double ox = x[origin], oy = x[origin + 1], oz = x[origin + 2];
        for (int atom : moving) {
            int a = 3 * atom;
            double vx = x[a] - ox, vy = x[a + 1] - oy, vz = x[a + 2] - oz;
            double along = (n[0] * vx + n[1] * vy + n[2] * vz) * (1 - cos);
            x[a] = ox + vx * cos + (n[1] * vz - n[2] * vy) * sin + n[0] * along;
            x[a + 1] = oy + vy * cos + (n[2] * vx - n[0] * vz) * sin + n[1] * along;
            x[a + 2] = oz + vz * cos + (n[0] * vy - n[1] * vx) * sin + n[2] * along;
        }
    }

    /** Unit vector perpendicular to j-i and j-k, turning i towards k; any perpendicular of j-i for a straight angle. */
    private static double[] normal(double[] x, int i, int j, int k) {
        double[] u = direction(x, j, i);
        double[] w = direction(x, j, k);
        if (!perpendicular(u, w)) {
            Arrays.fill(w, 0);
            int smallest = 0;
            for (int c = 1; c < 3; c++) if (Math.abs(u[c]) < Math.abs(u[smallest])) smallest = c;
            w[smallest] = 1;
            perpendicular(u, w);
        }
        return new double[] {u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]};
    }

    /** Makes w, of length 1, a unit vector normal to u, by two projections against rounding; false if it is along u. */
    private static boolean perpendicular(double[] u, double[] w) {
        double straight = 1e-13; // what is left below this is rounding, and the value changes by no more
        for (int pass = 0; pass < 2; pass++) {
            double dot = u[0] * w[0] + u[1] * w[1] + u[2] * w[2];
            for (int c = 0; c < 3; c++) w[c] -= dot * u[c];
            double norm = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
            if (norm < straight) return false;
            for (int c = 0; c < 3; c++) w[c] /= norm;
        }
        return true;
    }

    private static double[] direction(double[] x, int from, int to) {
        double dx = x[to] - x[from], dy = x[to + 1] - x[from + 1], dz = x[to + 2] - x[from + 2];
        double norm = Math.sqrt(dx * dx + dy * dy + dz * dz);
        return new double[] {dx / norm, dy / norm, dz / norm};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScanCoordinate that
                && coordinate.equals(that.coordinate)
                && Arrays.equals(moving, that.moving);
    }

    @Override
    public int hashCode() {
        return 31 * coordinate.hashCode() + Arrays.hashCode(moving);
    }

    @Override
    public String toString() {
        return coordinate.toString();
    }
}
