package nnp4j.train;

import java.util.Arrays;
import java.util.List;
import nnp4j.features.AtomicDescriptor;
import nnp4j.network.Mlp;

/**
 * What the networks of the elements are fitted to: the inputs of every atom of every frame, and targets. Immutable by
 * convention: nobody writes to the arrays.
 *
 * @param descriptor of the surroundings
 * @param inputs of each element
 * @param shapes of each element's network
 * @param table scaled inputs, and neighbourhoods where forces are fitted
 * @param energies one a frame
 * @param forces one array of 3n a frame, per angstrom; empty without forces
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record AtomicExamples(
        AtomicDescriptor descriptor,
        List<ElementInputs> inputs,
        List<Mlp> shapes,
        AtomicTable table,
        double[] energies,
        double[][] forces) {
    int count() {
        return energies.length;
    }

    int elementCount() {
        return shapes.size();
    }

    int width(int element) {
        return shapes.get(element).widths()[0];
    }

    boolean hasForces() {
        return forces.length > 0;
    }

    BoundAtoms atoms(int frame) {
        return table.atoms()[frame];
    }

    /** The size of the largest system. */
    int mostAtoms() {
        return Arrays.stream(table.atoms()).mapToInt(BoundAtoms::count).max().orElse(1);
    }

    /** The largest number of an element's atoms in one frame. */
    int mostAtoms(int element) {
        return Arrays.stream(table.atoms())
                .distinct()
                .mapToInt(atoms -> {
                    int sum = 0;
                    for (int atom = 0; atom < atoms.count(); atom++) if (atoms.element(atom) == element) sum++;
                    return sum;
                })
                .max()
                .orElse(0);
    }

    /** Number of different systems. */
    int systemCount() {
        return Arrays.stream(table.systems()).max().orElse(-1) + 1;
    }

    int parameterCount() {
        return shapes.stream().mapToInt(Mlp::parameterCount).sum();
    }
}
