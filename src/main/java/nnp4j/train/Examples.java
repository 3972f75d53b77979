package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Views;

/**
 * What a network is fitted to: the inputs of every frame, one row a view, and targets in units of {@link #spread}. Where forces
 * are fitted, too, each frame has the Jacobian of its features. Immutable by convention: nobody writes to the arrays.
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record Examples(
        int count,
        Views views,
        /** What an input's difference from its mean is divided by. */
        double[] scale,
        /** Scaled, frames x views x inputs. */
        double[] inputs,
        /** One a frame, features x 3n, row-major, per angstrom; empty without forces. */
        double[][] jacobians,
        /** One a frame. */
        double[] energies,
        /** One array of 3n a frame, per angstrom; empty without forces. */
        double[][] forces,
        /** eV in one unit of the targets. */
        double spread,
        /** Scaled inputs at which the network is to give zero, views x inputs; empty if there are none. */
        double[] anchor) {

    /** Every view an example of its own, with the frame's targets, in place of their average. */
    Examples separated() {
        int n = views.count();
        if (n == 1) return this;
        double[][] ownJacobians = new double[jacobians.length * n][];
        double[][] ownForces = new double[forces.length * n][];
        double[] ownEnergies = new double[count * n];
        for (int k = 0; k < count * n; k++) {
            ownEnergies[k] = energies[k / n];
            if (!hasForces()) continue;
            ownForces[k] = forces[k / n];
            int coordinates = ownForces[k].length;
            ownJacobians[k] = new double[inputCount() * coordinates];
            for (int j = 0; j < inputCount(); j++)
                System.arraycopy(
                        jacobians[k / n],
                        views.index(k % n, j) * coordinates,
                        ownJacobians[k],
                        j * coordinates,
                        coordinates);
        }
        return new Examples(
                count * n,
                Views.one(inputCount()),
                scale,
                inputs,
                ownJacobians,
                ownEnergies,
                ownForces,
                spread,
                anchor);
    }

    int inputCount() {
        return views.inputCount();
    }

    boolean hasForces() {
        return forces.length > 0;
    }

    /** The largest number of force components of a frame; 0 without forces. */
    int mostCoordinates() {
        return Arrays.stream(forces).mapToInt(f -> f.length).max().orElse(0);
    }

    boolean isAnchored() {
        return anchor.length > 0;
    }
}
