package nnp4j.train;

import java.util.Arrays;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Neighborhood;

/**
 * From the networks' slopes of a frame's atoms to forces, and back from force adjoints, through the kernels: no Jacobian is
 * kept. One thread only.
 */
final class EnvironmentSlopes {
    private final AtomicExamples examples;
    /** One a system, made when it is met. */
    private final AtomicKernel[] kernels;
    /** 1 / scale of each input of each element. */
    private final double[][] shares;

    private final double[] live;
    private double[] displacements = {};

    EnvironmentSlopes(AtomicExamples examples) {
        this.examples = examples;
        kernels = new AtomicKernel[examples.hasForces() ? examples.systemCount() : 0];
        shares = examples.inputs().stream()
                .map(inputs -> Arrays.stream(inputs.scale()).map(s -> 1 / s).toArray())
                .toArray(double[][]::new);
        int most = 0;
        for (BoundAtoms atoms : examples.table().atoms())
            for (int atom = 0; atom < atoms.count(); atom++)
                most = Math.max(most, atoms.places(atoms.element(atom)).length);
        live = new double[most];
    }

    private AtomicKernel kernel(int frame) {
        int system = examples.table().systems()[frame];
        if (kernels[system] == null)
            kernels[system] = examples.atoms(frame).list().kernel(examples.descriptor());
        return kernels[system];
    }

    private double[] displacements(Neighborhood around) {
        if (displacements.length < 3 * around.count()) displacements = new double[2 * 3 * around.count()];
        return displacements;
    }

    /**
     * F = -dE/dx of one frame.
     *
     * @param slopes of each element, rows x inputs
     * @param rows of each atom in its element's slopes
     * @param forces 3n values, overwritten
     */
    void forces(int frame, double[][] slopes, int[] rows, double[] forces) {
        BoundAtoms atoms = examples.atoms(frame);
        AtomicKernel kernel = kernel(frame);
        Arrays.fill(forces, 0, 3 * atoms.count(), 0);
        for (int atom = 0; atom < atoms.count(); atom++) {
            int element = atoms.element(atom);
            int[] places = atoms.places(element);
            int start = rows[atom] * examples.width(element);
            for (int k = 0; k < places.length; k++)
                live[k] = places[k] < 0 ? 0 : slopes[element][start + places[k]] * shares[element][places[k]];
            Neighborhood around = examples.table().around()[frame][atom];
            double[] gradient = displacements(around);
            kernel.pullBack(around, live, 0, gradient);
            for (int j = 0; j < around.count(); j++)
                for (int c = 0; c < 3; c++) {
                    forces[3 * around.atoms()[j] + c] -= gradient[3 * j + c];
                    forces[3 * atom + c] += gradient[3 * j + c];
                }
        }
    }

    /**
     * v = -J a of one frame, with J the derivatives of its inputs.
     *
     * @param adjoints a, 3n values, read only
     * @param rows of each atom in its element's directions
     * @param directions of each element, rows x inputs; those of the frame are overwritten
     */
    void directions(int frame, double[] adjoints, int[] rows, double[][] directions) {
        BoundAtoms atoms = examples.atoms(frame);
        AtomicKernel kernel = kernel(frame);
        for (int atom = 0; atom < atoms.count(); atom++) {
            Neighborhood around = examples.table().around()[frame][atom];
            double[] motion = displacements(around);
            for (int j = 0; j < around.count(); j++)
                for (int c = 0; c < 3; c++)
                    motion[3 * j + c] = adjoints[3 * around.atoms()[j] + c] - adjoints[3 * atom + c];
            kernel.pushForward(around, motion, live, 0);
            int element = atoms.element(atom);
            int[] places = atoms.places(element);
            int start = rows[atom] * examples.width(element);
            Arrays.fill(directions[element], start, start + examples.width(element), 0);
            for (int k = 0; k < places.length; k++)
                if (places[k] >= 0) directions[element][start + places[k]] = -live[k] * shares[element][places[k]];
        }
    }
}
