package nnp4j.train;

/**
 * Mean squared error of energies plus a weight times that of force components, and its gradient with respect to all parameters:
 * L = 1/N sum_i [(E_i - E_i^ref)^2 + w/(3 n_i) |F_i - F_i^ref|^2], in units of the targets. The gradient of the force part is
 * exact: with v = -J dL/dF it is the gradient of the slopes along v (reverse mode over forward mode; Pearlmutter, Neural Comput.
 * 6, 147 (1994), doi:10.1162/neco.1994.6.1.147). The same for any number of threads, bit for bit. One caller at a time.
 */
interface Loss {
    /** Every frame, in order; read only. */
    int[] all();

    /** The loss of frames from one position of an array to another. */
    double value(int[] chosen, int first, int end, double[] at);

    /** The same, and its gradient, which is overwritten. */
    double gradient(int[] chosen, int first, int end, double[] at, double[] gradient);

    /** Root mean squared error of the energies in the last call, in units of the targets. */
    double energyError();

    /** Root mean squared error of the force components in the last call, in units of the targets per angstrom; NaN without. */
    double forceError();

    /** For Levenberg-Marquardt. */
    NormalEquations normalEquations();
}
