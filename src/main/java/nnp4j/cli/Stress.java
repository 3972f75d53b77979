package nnp4j.cli;

import java.util.Arrays;

/**
 * The stress of a periodic system at rest.
 *
 * @param virial eV, 9 values, row-major: -dE/dstrain
 * @param volume cubic angstrom
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Stress(double[] virial, double volume) {
    /** dE/dstrain over the volume, as ASE has it: eV/angstrom^3, 9 values. */
    double[] values() {
        return Arrays.stream(virial).map(w -> -w / volume).toArray();
    }

    /** A third of the virial's trace over the volume: eV/angstrom^3. */
    double pressure() {
        return (virial[0] + virial[4] + virial[8]) / (3 * volume);
    }
}
