package nnp4j.potential;

/**
 * Errors of a potential on a set of reference energies.
 *
 * @param count number of energies
 * @param mae mean absolute error, eV
 * @param rmse root of the mean squared error, eV
 * @param worst largest absolute error, eV
 */
public record Accuracy(int count, double mae, double rmse, double worst) {}
