package nnp4j.io;

/** Places the atoms of a molecule by the numbers of a row. */
@FunctionalInterface
interface RowGeometry {
    /**
     * The positions.
     *
     * @param values angstrom and radian, one a column, read only
     * @return angstrom, 3n
     * @throws IllegalArgumentException if no positions have these values
     */
    double[] coordinates(double[] values);
}
