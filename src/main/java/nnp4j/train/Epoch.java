package nnp4j.train;

/**
 * What one epoch came to.
 *
 * @param start number of the start, from 1
 * @param epoch number of the epoch, from 1
 * @param trainingLoss of the training frames, in units of the targets squared
 * @param validationLoss of the validation frames, or not a number without them
 * @param energyError root mean squared error of the validation energies (the training energies without them), eV
 * @param forceError the same of force components, eV/angstrom; not a number without forces
 * @param rate learning rate
 * @param best whether the weights of this epoch are the best so far
 */
public record Epoch(
        int start,
        int epoch,
        double trainingLoss,
        double validationLoss,
        double energyError,
        double forceError,
        double rate,
        boolean best) {}
