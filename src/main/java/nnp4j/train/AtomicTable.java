package nnp4j.train;

import java.util.Arrays;
import java.util.Locale;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Element;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;

/**
 * Features of every atom of frames, and where forces are fitted the atoms' neighbourhoods, which do not change while the networks
 * do.
 *
 * @param atoms of each frame, shared among frames of one system
 * @param systems number of each frame's system, from 0
 * @param rows of each frame, the atoms' inputs one after the other
 * @param around of each frame, one neighbourhood an atom; empty without forces
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record AtomicTable(BoundAtoms[] atoms, int[] systems, double[][] rows, Neighborhood[][] around) {
    /** Neighbours are searched once, so the skin need only be positive. */
    private static final double SKIN = 1e-3;

    /** Bytes of a neighbourhood with room for the usual number of neighbours. */
    private static final double NEIGHBOURHOOD = 1500;

    static AtomicTable of(
            AtomicDescriptor descriptor,
            LiveFeatures live,
            DataSet data,
            int[] frames,
            boolean withNeighbourhoods,
            Crew crew) {
        AtomList.Census census = AtomList.census(data, frames);
        BoundAtoms[] bound = census.lists().stream()
                .map(list -> new BoundAtoms(list, descriptor, live))
                .toArray(BoundAtoms[]::new);
        BoundAtoms[] atoms =
                Arrays.stream(census.ofFrame()).mapToObj(k -> bound[k]).toArray(BoundAtoms[]::new);
        checkMemory(atoms, withNeighbourhoods);
        double[][] rows = new double[frames.length][];
        Neighborhood[][] around = new Neighborhood[withNeighbourhoods ? frames.length : 0][];
        crew.run(frames.length, i -> {
            Neighborhood[] gathered = neighbourhoods(data, frames[i], descriptor.cutoff());
            rows[i] = row(descriptor, atoms[i], gathered);
            if (withNeighbourhoods) around[i] = gathered;
        });
        for (int i = 0; i < frames.length; i++) checkFinite(descriptor, live, data, frames[i], atoms[i], rows[i]);
        return new AtomicTable(atoms, census.ofFrame(), rows, around);
    }

    private static Neighborhood[] neighbourhoods(DataSet data, int frame, double cutoff) {
        NeighborList list = NeighborList.of(data.geometry(frame), cutoff, SKIN);
        list.update(data.geometry(frame).toArray());
        Neighborhood[] around = new Neighborhood[data.geometry(frame).atomCount()];
        for (int atom = 0; atom < around.length; atom++) {
            around[atom] = new Neighborhood();
            list.gather(atom, around[atom]);
        }
        return around;
    }

    private static double[] row(AtomicDescriptor descriptor, BoundAtoms atoms, Neighborhood[] around) {
        AtomicKernel kernel = atoms.list().kernel(descriptor);
        double[] row = new double[atoms.start(atoms.count())];
        for (int atom = 0; atom < atoms.count(); atom++) {
            int[] places = atoms.places(atoms.element(atom));
            double[] values = new double[places.length];
            kernel.evaluate(around[atom], values, 0);
            for (int k = 0; k < places.length; k++) if (places[k] >= 0) row[atoms.start(atom) + places[k]] = values[k];
        }
        return row;
    }

    private static void checkFinite(
            AtomicDescriptor descriptor, LiveFeatures live, DataSet data, int frame, BoundAtoms atoms, double[] row) {
        for (int atom = 0; atom < atoms.count(); atom++)
            for (int k = atoms.start(atom); k < atoms.start(atom + 1); k++)
                if (!Double.isFinite(row[k])) {
                    int feature = live.features()[atoms.element(atom)][k - atoms.start(atom)];
                    int element = atoms.list().atomicNumber(atom);
                    throw new TrainingException("frame " + data.number(frame) + ": atom " + (atom + 1) + " ("
                            + Element.symbol(element) + "): feature " + descriptor.featureName(element, feature)
                            + " is not finite: " + row[k]);
                }
    }

    private static void checkMemory(BoundAtoms[] atoms, boolean withNeighbourhoods) {
        double bytes = 0;
        for (BoundAtoms frame : atoms)
            bytes += 8.0 * frame.start(frame.count()) + (withNeighbourhoods ? NEIGHBOURHOOD * frame.count() : 0);
        double room = Runtime.getRuntime().maxMemory();
        if (bytes > 0.7 * room)
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "features of each atom of %d frames need %.1f GB, Java has %.1f GB: expected fewer features or frames,"
                            + " or more memory (JAVA_TOOL_OPTIONS=-Xmx...)",
                    atoms.length,
                    bytes / 1e9,
                    room / 1e9));
    }
}
