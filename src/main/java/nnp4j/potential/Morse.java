package nnp4j.potential;

/**
 * Morse's curve, V(r) = D [(1 - exp(-a (r - r_e)))^2 - 1], zero at infinity (Morse, Phys. Rev. 34, 57 (1929),
 * doi:10.1103/PhysRev.34.57).
 *
 * @param depth D, eV, positive
 * @param width a, 1/angstrom, positive
 * @param minimum r_e, angstrom, positive
 */
public record Morse(double depth, double width, double minimum) implements PairTerm {
    /**
     * A Morse curve.
     *
     * @param depth D, eV
     * @param width a, 1/angstrom
     * @param minimum r_e, angstrom
     * @throws IllegalArgumentException if a parameter is not positive and finite
     */
    public Morse {
        Parameters.positive("Morse", "depth", depth);
        Parameters.positive("Morse", "width", width);
        Parameters.positive("Morse", "minimum", minimum);
    }

    @Override
    public double energy(double r) {
        double y = Math.expm1(-width * (r - minimum));
        return depth * (y * y - 1);
    }

    @Override
    public double slope(double r) {
        double y = Math.expm1(-width * (r - minimum)); // exact where the curve is flat, 1 - exp is not
        return -2 * width * depth * (y + 1) * y;
    }
}
