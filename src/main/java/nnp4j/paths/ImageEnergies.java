package nnp4j.paths;

import java.util.Arrays;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/** Energies and forces of the images, in one batch. */
final class ImageEnergies implements Band.Surface {
    private final Potential potential;
    private final int size;

    ImageEnergies(Potential potential, Geometry geometry) {
        this.potential = potential;
        this.size = 3 * geometry.atomCount();
    }

    void evaluateEnds(Band band) {
        evaluate(band.x, band.energies, band.forces, 0, 1);
        evaluate(band.x, band.energies, band.forces, band.count() - 1, 1);
    }

    @Override
    public void evaluate(double[][] x, double[] energies, double[][] forces) {
        evaluate(x, energies, forces, 1, x.length - 2);
    }

    private void evaluate(double[][] x, double[] energies, double[][] forces, int first, int count) {
        double[] all = new double[count * size];
        for (int i = 0; i < count; i++) System.arraycopy(x[first + i], 0, all, i * size, size);
        double[] e = new double[count];
        double[] f = new double[all.length];
        try {
            potential.energiesAndForces(count, all, e, f);
        } catch (RuntimeException cause) {
            throw new PathException("path: the potential failed: " + cause.getMessage(), cause);
        }
        for (int i = 0; i < count; i++) {
            forces[first + i] = Arrays.copyOfRange(f, i * size, (i + 1) * size);
            energies[first + i] = e[i];
            boolean finite =
                    Double.isFinite(e[i]) && Arrays.stream(forces[first + i]).allMatch(Double::isFinite);
            if (!finite)
                throw new PathException("path: image " + (first + i + 1) + " of " + x.length
                        + " has no finite energy and forces (energy " + e[i] + ")");
        }
    }
}
