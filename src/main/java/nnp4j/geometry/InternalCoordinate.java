package nnp4j.geometry;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A bond length, a bond angle or a dihedral angle: value and gradient with respect to Cartesian coordinates. Immutable,
 * thread-safe; neither call allocates. Lengths are in angstrom, angles in radian. Dihedrals are in (-pi, pi], positive
 * clockwise along the middle bond (IUPAC), from the arctangent form, which is exact at 0 and pi: Blondel, Karplus,
 * J. Comput. Chem. 17, 1132 (1996), doi:10.1002/(SICI)1096-987X(19960715)17:9&lt;1132::AID-JCC5&gt;3.0.CO;2-T.
 */
public final class InternalCoordinate {
    /** What is measured. */
    public enum Kind {
        /** Distance i-j. */
        BOND(2),
        /** Angle i-j-k at j. */
        ANGLE(3),
        /** Torsion i-j-k-l about j-k. */
        DIHEDRAL(4);

        private final int atomCount;

        Kind(int atomCount) {
            this.atomCount = atomCount;
        }

        /**
         * How many atoms define it.
         *
         * @return 2, 3 or 4
         */
        public int atomCount() {
            return atomCount;
        }
    }

    /** Sine below which three atoms are in line: far above rounding, 1e-14 for a bond 100 angstrom from the origin. */
    private static final double IN_LINE = 1e-10;

    private final Kind kind;
    private final int[] atoms;

    private InternalCoordinate(Kind kind, int[] atoms) {
        this.kind = kind;
        this.atoms = atoms;
    }

    /**
     * The coordinate that two, three or four atoms define.
     *
     * @param atoms indices from 0, all different; copied
     * @return a bond, an angle or a dihedral
     * @throws IllegalArgumentException if there are fewer than 2 or more than 4 atoms, or one is negative or named twice
     */
    public static InternalCoordinate of(int... atoms) {
        if (atoms.length < 2 || atoms.length > 4)
            throw new IllegalArgumentException("expected 2, 3 or 4 atoms, found " + atoms.length);
        if (Arrays.stream(atoms).distinct().count() != atoms.length)
            throw new IllegalArgumentException("an atom is named twice in " + label(atoms));
        if (Arrays.stream(atoms).min().getAsInt() < 0)
            throw new IllegalArgumentException("atoms count from 1, found " + label(atoms));
        return new InternalCoordinate(Kind.values()[atoms.length - 2], atoms.clone());
    }

    /**
     * What is measured.
     *
     * @return bond, angle or dihedral
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The atoms that define it.
     *
     * @return fresh array, indices from 0
     */
    public int[] atoms() {
        return atoms.clone();
    }

    /**
     * The largest atom index in use.
     *
     * @return index from 0
     */
    public int lastAtom() {
        return Arrays.stream(atoms).max().getAsInt();
    }

    /**
     * Atoms as people write them, counted from 1.
     *
     * @return for example {@code "1-2"}
     */
    public String label() {
        return label(atoms);
    }

    private static String label(int[] atoms) {
        return Arrays.stream(atoms).mapToObj(a -> Integer.toString(a + 1)).collect(Collectors.joining("-"));
    }

    /**
     * The value at a geometry.
     *
     * @param x angstrom, 3n, read only
     * @return angstrom for a bond, radian for an angle in [0, pi] or a dihedral in (-pi, pi]; a dihedral with three
     *     atoms in line (a sine below 1e-10) has no value and gives NaN, as does an angle between atoms in one place
     */
    public double value(double[] x) {
        return switch (kind) {
            case BOND -> distance(x, 3 * atoms[0], 3 * atoms[1]);
            case ANGLE -> angle(x);
            case DIHEDRAL -> dihedral(x, null, 0);
        };
    }

    /**
     * Adds a multiple of the gradient to an array.
     *
     * @param x angstrom, 3n, read only
     * @param weight what the gradient is multiplied by
     * @param gradient 3n; weight dq/dx is added. Where the gradient does not exist (atoms in one place, a straight or
     *     zero angle or three atoms of a dihedral in line, a sine below 1e-10) the result is not finite
     */
    public void addGradient(double[] x, double weight, double[] gradient) {
        switch (kind) {
            case BOND -> addBondGradient(x, weight, gradient);
            case ANGLE -> addAngleGradient(x, weight, gradient);
            case DIHEDRAL -> dihedral(x, gradient, weight);
        }
    }

    private static double distance(double[] x, int i, int j) {
        double dx = x[i] - x[j];
        double dy = x[i + 1] - x[j + 1];
        double dz = x[i + 2] - x[j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private void addBondGradient(double[] x, double weight, double[] gradient) {
        int i = 3 * atoms[0], j = 3 * atoms[1];
        double scale = weight / distance(x, i, j);
        for (int c = 0; c < 3; c++) {
            double part = scale * (x[i + c] - x[j + c]);
            gradient[i + c] += part;
            gradient[j + c] -= part;
        }
    }

    /** Kahan's 2 atan2(| |v| u - |u| v |, | |v| u + |u| v |), accurate near 0 and pi where acos is not. */
    private double angle(double[] x) {
        int i = 3 * atoms[0];
        int j = 3 * atoms[1];
        int k = 3 * atoms[2];
        double u = distance(x, i, j);
        double v = distance(x, k, j);
        double minus = 0;
        double plus = 0;
        for (int c = 0; c < 3; c++) {
            double a = v * (x[i + c] - x[j + c]);
            double b = u * (x[k + c] - x[j + c]);
            minus += (a - b) * (a - b);
            plus += (a + b) * (a + b);
        }
        return u == 0 || v == 0 ? Double.NaN : 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
    }

    /** d theta/di = (cos theta u/|u| - v/|v|) / (|u| sin theta), and the same for k; j takes the rest. */
    private void addAngleGradient(double[] x, double weight, double[] gradient) {
        int i = 3 * atoms[0];
        int j = 3 * atoms[1];
        int k = 3 * atoms[2];
        double u = distance(x, i, j);
        double v = distance(x, k, j);
        double theta = angle(x);
        double cos = Math.cos(theta);
        double sin = Math.sin(theta) > IN_LINE ? Math.sin(theta) : Double.NaN;
        for (int c = 0; c < 3; c++) {
            double a = (x[i + c] - x[j + c]) / u;
            double b = (x[k + c] - x[j + c]) / v;
            double gi = weight * (cos * a - b) / (u * sin);
            double gk = weight * (cos * b - a) / (v * sin);
            gradient[i + c] += gi;
            gradient[k + c] += gk;
            gradient[j + c] -= gi + gk;
        }
    }

    /**
     * Blondel and Karplus: F = ri - rj, G = rj - rk, H = rl - rk, A = F x G, B = H x G, phi = atan2(B x A . G / |G|,
     * A . B); their gradient (eq. 27) has no singularity but three atoms in line.
     */
    private double dihedral(double[] x, double[] gradient, double weight) {
        int i = 3 * atoms[0];
        int j = 3 * atoms[1];
        int k = 3 * atoms[2];
        int l = 3 * atoms[3];
        double fx = x[i] - x[j], fy = x[i + 1] - x[j + 1], fz = x[i + 2] - x[j + 2];
        double gx = x[j] - x[k], gy = x[j + 1] - x[k + 1], gz = x[j + 2] - x[k + 2];
        double hx = x[l] - x[k], hy = x[l + 1] - x[k + 1], hz = x[l + 2] - x[k + 2];
        double ax = fy * gz - fz * gy, ay = fz * gx - fx * gz, az = fx * gy - fy * gx;
        double bx = hy * gz - hz * gy, by = hz * gx - hx * gz, bz = hx * gy - hy * gx;
        double g = Math.sqrt(gx * gx + gy * gy + gz * gz);
        double a2 = ax * ax + ay * ay + az * az;
        double b2 = bx * bx + by * by + bz * bz;
        double tiny = IN_LINE * IN_LINE * g * g;
        if (!(a2 > tiny * (fx * fx + fy * fy + fz * fz) && b2 > tiny * (hx * hx + hy * hy + hz * hz)))
            a2 = b2 = Double.NaN;
        if (gradient != null) {
            double fg = (fx * gx + fy * gy + fz * gz) / (a2 * g);
            double hg = (hx * gx + hy * gy + hz * gz) / (b2 * g);
            add(gradient, i, ax, ay, az, -weight * g / a2);
            add(gradient, l, bx, by, bz, weight * g / b2);
            add(gradient, j, ax, ay, az, weight * (g / a2 + fg));
            add(gradient, j, bx, by, bz, -weight * hg);
            add(gradient, k, ax, ay, az, -weight * fg);
            add(gradient, k, bx, by, bz, weight * (hg - g / b2));
        }
        double sin = ((by * az - bz * ay) * gx + (bz * ax - bx * az) * gy + (bx * ay - by * ax) * gz) / g;
        double cos = ax * bx + ay * by + az * bz;
        double phi = Double.isNaN(a2) ? Double.NaN : Math.atan2(sin, cos);
        return phi == -Math.PI ? Math.PI : phi;
    }

    private static void add(double[] gradient, int atom, double vx, double vy, double vz, double weight) {
        gradient[atom] += weight * vx;
        gradient[atom + 1] += weight * vy;
        gradient[atom + 2] += weight * vz;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InternalCoordinate that && Arrays.equals(atoms, that.atoms);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(atoms);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + label();
    }
}
