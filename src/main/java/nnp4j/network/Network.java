package nnp4j.network;

/** Rows of features (one for a molecule or an atom) to energies and their slopes. One thread only: it owns scratch memory. */
public interface Network extends AutoCloseable {
    /**
     * Number of features in a row.
     *
     * @return at least 1
     */
    int inputSize();

    /**
     * Evaluates a batch.
     *
     * @param rows number of rows, 0 or more
     * @param features rows x inputSize(), row-major, read only; may be longer
     * @param energies eV, rows values, overwritten; may be longer
     * @param slopes dE/dfeature in eV, rows x inputSize(), row-major, overwritten; may be longer
     * @throws IllegalArgumentException if an array is too short
     */
    void evaluate(int rows, double[] features, double[] energies, double[] slopes);

    /** Frees what the network holds; a second call does nothing. */
    @Override
    void close();
}
