package nnp4j.train;

/** A sum of squares to minimize: residuals and their Jacobian at given parameters. */
public interface LeastSquares {
    /**
     * Number of residuals.
     *
     * @return m, at least 1
     */
    int residualCount();

    /**
     * Number of parameters.
     *
     * @return n, at least 1
     */
    int parameterCount();

    /**
     * Residuals and Jacobian.
     *
     * @param parameters n values, read only
     * @param residuals m values, overwritten
     * @param jacobian dresidual/dparameter, row-major, m rows of n, overwritten
     */
    void evaluate(double[] parameters, double[] residuals, double[] jacobian);
}
