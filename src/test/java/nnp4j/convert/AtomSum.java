package nnp4j.convert;

import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.network.MlpNetwork;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.FeatureScaling;

/** Energy, forces and extrapolations of an imported potential in plain Java, atom by atom. */
final class AtomSum {
    /** By so much n2p2 lets a function be outside its range before it warns. */
    private static final double ALLOWANCE = 2.2e-13;

    /** eV. */
    double energy;

    /** eV/angstrom. */
    final double[] forces;

    int extrapolations;

    AtomSum(ImportedPotential potential, Geometry geometry) {
        double[] x = geometry.toArray();
        forces = new double[x.length];
        NeighborList list =
                NeighborList.of(geometry, potential.inputs().descriptor().cutoff(), 0.5);
        list.update(x);
        AtomicKernel kernel = potential
                .inputs()
                .descriptor()
                .kernelFor(geometry.atomicNumbers(), geometry.cell().isPresent());
        Map<Integer, MlpNetwork> networks = new TreeMap<>();
        for (int element : potential.networks().elements())
            networks.put(element, potential.networks().members(element).get(0).network());
        Neighborhood around = new Neighborhood();
        for (int atom = 0; atom < geometry.atomCount(); atom++) {
            list.gather(atom, around);
            add(potential, geometry.atomicNumber(atom), kernel, networks, around);
        }
    }

    private void add(
            ImportedPotential potential,
            int element,
            AtomicKernel kernel,
            Map<Integer, MlpNetwork> networks,
            Neighborhood around) {
        String symbol = Element.symbol(element);
        int[] live = kernel.liveFeatures(element);
        double[] row = new double[live.length];
        kernel.evaluate(around, row, 0);
        int count = potential.inputs().descriptor().featureCount(element);
        double[] features = new double[count];
        for (int k = 0; k < live.length; k++) features[live[k]] = row[k];
        FeatureRange range = potential.inputs().ranges().get(symbol);
        FeatureScaling scaling = potential.inputs().scalings().get(symbol);
        double[] inputs = new double[count];
        for (int k = 0; k < count; k++) {
            if (features[k] < range.low().get(k) - ALLOWANCE
                    || features[k] > range.high().get(k) + ALLOWANCE) extrapolations++;
            inputs[k] =
                    (features[k] - scaling.shift().get(k)) * scaling.factor().get(k);
        }
        double[] atomEnergy = new double[1];
        double[] slopes = new double[count];
        networks.get(element).evaluate(1, inputs, atomEnergy, slopes);
        energy += atomEnergy[0] + potential.atomicEnergies().values().get(symbol);
        for (int k = 0; k < live.length; k++)
            row[k] = slopes[live[k]] * scaling.factor().get(live[k]);
        double[] gradient = new double[3 * around.count()];
        kernel.pullBack(around, row, 0, gradient);
        for (int j = 0; j < around.count(); j++)
            for (int c = 0; c < 3; c++) {
                forces[3 * around.atoms()[j] + c] -= gradient[3 * j + c];
                forces[3 * around.centre() + c] += gradient[3 * j + c];
            }
    }
}
