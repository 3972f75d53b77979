package nnp4j.features;

/** A function of one distance that a symmetry function is made of; 0 from its radius on. */
public sealed interface RadialShape {
    /**
     * Where the function ends.
     *
     * @return angstrom
     */
    double radius();

    /**
     * The function.
     *
     * @param r distance, angstrom
     * @param cutoff fades out a Gaussian
     * @return its value
     */
    double value(double r, CutoffFunction cutoff);

    /**
     * Where derivatives may jump.
     *
     * @param cutoff fades out a Gaussian
     * @return fresh array: first distance, angstrom, then ascending to the radius
     */
    double[] breaks(CutoffFunction cutoff);

    /**
     * exp(-eta (r - centre)^2) times the cutoff function.
     *
     * @param eta 1/angstrom^2, 0 or more
     * @param centre angstrom
     * @param radius angstrom, positive
     */
    record Gaussian(double eta, double centre, double radius) implements RadialShape {
        /**
         * Checks the parameters.
         *
         * @param eta 1/angstrom^2, 0 or more
         * @param centre angstrom
         * @param radius angstrom, positive
         * @throws IllegalArgumentException if one is out of range
         */
        public Gaussian {
            if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("symmetry function: expected an eta of 0 or more, found " + eta);
            if (!Double.isFinite(centre))
                throw new IllegalArgumentException("symmetry function: expected a finite shift, found " + centre);
            if (!(radius > 0 && radius < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("symmetry function: expected a positive cutoff, found " + radius);
        }

        @Override
        public double value(double r, CutoffFunction cutoff) {
            return Math.exp(-eta * (r - centre) * (r - centre)) * cutoff.value(r, radius);
        }

        @Override
        public double[] breaks(CutoffFunction cutoff) {
            return cutoff.inner() == 0 ? new double[] {0, radius} : new double[] {0, cutoff.inner() * radius, radius};
        }
    }

    /**
     * A compact polynomial of the distance from the middle between two ends, over half their distance.
     *
     * @param low first end, angstrom, below the radius; may be negative, but not below its negative
     * @param radius second end, angstrom, positive
     * @param polynomial 1 in the middle, 0 at the ends
     */
    record Compact(double low, double radius, CompactPolynomial polynomial) implements RadialShape {
        /**
         * Checks the ends.
         *
         * @param low below the radius, not below its negative, angstrom
         * @param radius positive, angstrom
         * @param polynomial 1 in the middle, 0 at the ends
         * @throws IllegalArgumentException if an end is out of range
         */
        public Compact {
            if (!(radius > 0 && radius < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("symmetry function: expected a positive cutoff, found " + radius);
            if (!(low >= -radius && low < radius))
                throw new IllegalArgumentException("symmetry function: expected a first distance from " + -radius
                        + " to below " + radius + ", found " + low);
        }

        @Override
        public double value(double r, CutoffFunction cutoff) {
            return polynomial.value(Math.abs(r - 0.5 * (low + radius)) / (0.5 * (radius - low)));
        }

        @Override
        public double[] breaks(CutoffFunction cutoff) {
            double middle = 0.5 * (low + radius);
            double first = Math.max(low, 0);
            return middle > first ? new double[] {first, middle, radius} : new double[] {first, radius};
        }
    }
}
