package nnp4j.features;

/** A function of the angle between two neighbours that a symmetry function is made of. */
public sealed interface AngularShape {
    /**
     * The function.
     *
     * @param cosine of the angle, -1 to 1
     * @return its value
     */
    double value(double cosine);

    /**
     * Derivative with respect to the cosine.
     *
     * @param cosine of the angle, -1 to 1
     * @return its slope
     */
    double slope(double cosine);

    /**
     * 2^(1 - zeta) (1 + lambda cos)^zeta.
     *
     * @param lambda -1 to 1
     * @param zeta 1 or more
     */
    record Power(double lambda, double zeta) implements AngularShape {
        /**
         * Checks the parameters.
         *
         * @param lambda -1 to 1
         * @param zeta 1 or more
         * @throws IllegalArgumentException if one is out of range; the forces of zeta below 1 have no bound
         */
        public Power {
            if (!(lambda >= -1 && lambda <= 1))
                throw new IllegalArgumentException(
                        "symmetry function: expected a lambda from -1 to 1, found " + lambda);
            if (!(zeta >= 1 && zeta < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("symmetry function: expected a zeta of 1 or more, found " + zeta);
        }

        @Override
        public double value(double cosine) {
            double base = 0.5 * Math.max(0, 1 + lambda * cosine);
            return 2 * base * power(base);
        }

        @Override
        public double slope(double cosine) {
            return zeta * lambda * power(0.5 * Math.max(0, 1 + lambda * cosine));
        }

        /** base^(zeta - 1), by multiplication where that will do. */
        private double power(double base) {
            int exponent = (int) zeta - 1;
            if (exponent + 1 != zeta) return Math.pow(base, zeta - 1);
            double product = 1;
            for (double square = base; exponent > 0; exponent >>= 1, square *= square)
                if ((exponent & 1) != 0) product *= square;
            return product;
        }
    }

    /**
     * A compact polynomial of the distance from the middle between two angles, over half their distance.
     *
     * @param left first angle, degree; may be negative
     * @param right last angle, degree, above the first; may exceed 180
     * @param polynomial 1 in the middle, 0 at the ends
     */
    record Sector(double left, double right, CompactPolynomial polynomial) implements AngularShape {
        /** Below this sine the neighbours are in line, where by symmetry nothing pushes them out of it. */
        static final double LEAST_SINE = 1e-8;

        /**
         * Checks the angles.
         *
         * @param left degree
         * @param right degree, above the left
         * @param polynomial 1 in the middle, 0 at the ends
         * @throws IllegalArgumentException if the angles are not finite and in order
         */
        public Sector {
            if (!(left < right && left > Double.NEGATIVE_INFINITY && right < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "symmetry function: expected a left angle below the right, found " + left + " and " + right);
        }

        @Override
        public double value(double cosine) {
            return polynomial.value(Math.abs(offset(cosine)));
        }

        @Override
        public double slope(double cosine) {
            double offset = offset(cosine);
            double sine = Math.sqrt((1 - cosine) * (1 + cosine));
            if (sine < LEAST_SINE) return 0;
            return -Math.signum(offset) * polynomial.slope(Math.abs(offset)) / (sine * halfWidth());
        }

        private double offset(double cosine) {
            return (Math.acos(cosine) - middle()) / halfWidth();
        }

        /** Radian. */
        double middle() {
            return Math.toRadians(0.5 * (left + right));
        }

        /** Radian. */
        double halfWidth() {
            return Math.toRadians(0.5 * (right - left));
        }
    }
}
