package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.AtomCounts;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.PairTerm;
import nnp4j.potential.Potential;

/**
 * What is left of energies and forces for the network: the reference less atomic energies, base and a constant, all found from
 * training frames alone.
 */
final class Target {
    private final AtomicEnergies atoms;
    private final List<PairTerm> base;
    private final double offset;
    private final double spread;
    private final Map<Integer, Potential> basePotentials = new HashMap<>();

    private Target(AtomicEnergies atoms, List<PairTerm> base, double offset, double spread) {
        this.atoms = atoms;
        this.base = base;
        this.offset = offset;
        this.spread = spread;
    }

    /** The target of training frames; the spread is their standard deviation, or their size where the network is anchored. */
    static Target of(DataSet training, TrainingSettings settings) {
        List<PairTerm> base = BaseTerms.parse(settings.get(Setting.BASE));
        AtomicEnergies atoms = settings.freeAtoms()
                .map(AtomicEnergies::free)
                .orElseGet(() -> training.oneMolecule() || settings.isLinear() ? AtomicEnergies.NONE : fit(training));
        if (atoms.free()) FreeAtoms.check(atoms.values(), training.elements());
        if (settings.anchored() && !atoms.free())
            throw new TrainingException(
                    "anchor infinity: expected energies of free atoms (atomic-energies H=-0.5hartree,...), found none");
        Target bare = new Target(atoms, base, 0, 1);
        double[] left = new double[training.size()];
        for (int i = 0; i < left.length; i++) left[i] = bare.energy(training, i);
        boolean plain = settings.anchored() || (settings.isLinear() && settings.ridge() == 0);
        double offset = plain ? 0 : Arrays.stream(left).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(left)
                .map(e -> (e - offset) * (e - offset))
                .average()
                .orElseThrow());
        return new Target(atoms, base, offset, spread > 0 ? spread : 1);
    }

    /** Linear regression of energies on atom counts, without intercept. */
    private static AtomicEnergies fit(DataSet training) {
        int[] elements = training.elements();
        double[] counts = new double[training.size() * elements.length];
        double[] energies = new double[training.size()];
        double[] row = new double[elements.length];
        for (int i = 0; i < energies.length; i++) {
            Geometry geometry = training.geometry(i);
            AtomCounts.of(geometry.atomicNumbers(), elements).evaluate(geometry.toArray(), row);
            System.arraycopy(row, 0, counts, i * row.length, row.length);
            energies[i] = training.energy(i);
        }
        double[] weights =
                LinearFit.ols(counts, energies.length, energies, false).weights();
        Map<String, Double> values = new TreeMap<>();
        for (int k = 0; k < elements.length; k++) values.put(Element.symbol(elements[k]), weights[k]);
        return AtomicEnergies.fitted(values);
    }

    AtomicEnergies atoms() {
        return atoms;
    }

    List<PairTerm> base() {
        return base;
    }

    /** eV, added to every energy. */
    double offset() {
        return offset;
    }

    /** eV in one unit of the targets. */
    double spread() {
        return spread;
    }

    private Potential basePotential(Geometry geometry) {
        return basePotentials.computeIfAbsent(geometry.atomCount(), n -> {
            Potential sum = base.get(0).between(n);
            for (PairTerm term : base.subList(1, base.size())) sum = sum.plus(term.between(n));
            return sum;
        });
    }

    /** Energy of a frame in units of the spread. */
    double energy(DataSet data, int frame) {
        Geometry geometry = data.geometry(frame);
        double left = data.energy(frame) - atoms.sum(geometry) - offset;
        if (!base.isEmpty()) {
            double[] x = geometry.toArray();
            left -= basePotential(geometry).energyAndForces(x, new double[x.length]);
        }
        return left / spread;
    }

    /** Forces of a frame in units of the spread per angstrom. */
    double[] forces(DataSet data, int frame) {
        double[] forces = data.forces(frame);
        if (!base.isEmpty()) {
            double[] x = data.geometry(frame).toArray();
            double[] part = new double[x.length];
            basePotential(data.geometry(frame)).energyAndForces(x, part);
            for (int k = 0; k < forces.length; k++) forces[k] -= part[k];
        }
        for (int k = 0; k < forces.length; k++) forces[k] /= spread;
        return forces;
    }

    /** Both for some frames. */
    double[] energies(DataSet data, int[] frames) {
        return Arrays.stream(frames).mapToDouble(i -> energy(data, i)).toArray();
    }

    double[][] forces(DataSet data, int[] frames) {
        List<double[]> all = new ArrayList<>();
        for (int frame : frames) all.add(forces(data, frame));
        return all.toArray(double[][]::new);
    }
}
