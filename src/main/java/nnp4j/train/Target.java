package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    /** What the networks of the elements add for each atom beside the atomic energies. */
    private final AtomicEnergies shifts;

    private final List<PairTerm> base;
    private final double offset;
    private final double spread;
    private final Map<Integer, Potential> basePotentials = new HashMap<>();

    private Target(AtomicEnergies atoms, AtomicEnergies shifts, List<PairTerm> base, double offset, double spread) {
        this.atoms = atoms;
        this.shifts = shifts;
        this.base = base;
        this.offset = offset;
        this.spread = spread;
    }

    /** The target of training frames; the spread is their standard deviation, or their size where the network is anchored. */
    static Target of(DataSet training, TrainingSettings settings) {
        List<PairTerm> base = BaseTerms.parse(settings.get(Setting.BASE));
        AtomicEnergies atoms = settings.freeAtoms()
                .map(AtomicEnergies::free)
                .orElseGet(() -> (training.oneMolecule() && !settings.isAtomic()) || settings.isLinear()
                        ? AtomicEnergies.NONE
                        : fit(training, energiesOf(training)));
        if (atoms.free()) FreeAtoms.check(atoms.values(), training.elements());
        if (settings.anchored() && !atoms.free())
            throw new TrainingException(
                    "anchor infinity: expected energies of free atoms (atomic-energies H=-0.5hartree,...), found none");
        boolean additive = settings.isAtomic(); // a constant would be wrong for a larger system
        AtomicEnergies shifts = AtomicEnergies.NONE;
        if (additive && atoms.free()) shifts = fit(training, new Target(atoms, shifts, base, 0, 1).energies(training));
        double[] left = new Target(atoms, shifts, base, 0, 1).energies(training);
        boolean plain = settings.anchored() || additive || (settings.isLinear() && settings.ridge() == 0);
        double offset = plain ? 0 : Arrays.stream(left).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(left)
                .map(e -> (e - offset) * (e - offset))
                .average()
                .orElseThrow());
        return new Target(atoms, shifts, base, offset, spread > 0 ? spread : 1);
    }

    /** Linear regression of energies on atom counts, without intercept. */
    private static AtomicEnergies fit(DataSet training, double[] energies) {
        int[] elements = training.elements();
        double[] counts = new double[training.size() * elements.length];
        double[] row = new double[elements.length];
        for (int i = 0; i < energies.length; i++) {
            Geometry geometry = training.geometry(i);
            AtomCounts.of(geometry.atomicNumbers(), elements).evaluate(geometry.toArray(), row);
            System.arraycopy(row, 0, counts, i * row.length, row.length);
        }
        double[] weights =
                LinearFit.ols(counts, energies.length, energies, false).weights();
        Map<String, Double> values = new TreeMap<>();
        for (int k = 0; k < elements.length; k++) values.put(Element.symbol(elements[k]), weights[k]);
        return AtomicEnergies.fitted(values);
    }

    private static double[] energiesOf(DataSet data) {
        return IntStream.range(0, data.size()).mapToDouble(data::energy).toArray();
    }

    private double[] energies(DataSet data) {
        return energies(data, IntStream.range(0, data.size()).toArray());
    }

    AtomicEnergies atoms() {
        return atoms;
    }

    /** eV, part of what the network of an element gives for each of its atoms. */
    double shift(String element) {
        return shifts.values().getOrDefault(element, 0.0);
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
        double left = data.energy(frame) - atoms.sum(geometry) - shifts.sum(geometry) - offset;
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
