package nnp4j.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nnp4j.onnx.OnnxRuntime;
import nnp4j.units.Precision;

/**
 * Evaluates the networks of a system's elements in one run, with memory that ONNX Runtime reads and writes in place. Arrays hold
 * one block for each element, in the order of {@link AtomicModel#network}. One thread only; the same numbers of atoms again
 * reuse the tensors.
 */
public final class AtomicNetwork implements AutoCloseable {
    private static final Set<String> NO_OTHER_OUTPUTS = Set.of();

    /** With more atoms (measured with ANI-2x's eight networks), arithmetic takes longer than a node for each member does. */
    private static final int FEW_ATOMS = 128;

    private final AtomicModel model;
    private final Precision precision;
    private final List<ElementLayers> layers;
    private final int members;
    private final Map<AtomicModel.Layout, OrtSession> sessions = new HashMap<>();
    private final int[] bound;
    private AtomicModel.Form boundForm;
    private OrtSession session;
    private final RealBuffer[] features;
    private final RealBuffer[] energies;
    private final RealBuffer[] slopes;
    private Map<String, OnnxTensor> inputs = Map.of();
    private Map<String, OnnxTensor> outputs = Map.of();

    AtomicNetwork(AtomicModel model, Precision precision, List<ElementLayers> layers) {
        this.model = model;
        this.precision = precision;
        this.layers = layers;
        this.members = model.memberCount();
        this.bound = new int[layers.size()];
        features = new RealBuffer[layers.size()];
        energies = new RealBuffer[layers.size()];
        slopes = new RealBuffer[layers.size()];
    }

    /**
     * Number of networks of each element.
     *
     * @return at least 1
     */
    public int memberCount() {
        return members;
    }

    /**
     * Features in a row of an element's atom.
     *
     * @param element position among the system's elements
     * @return the features in use, or 1, always zero, where there is none
     */
    public int inputCount(int element) {
        return layers.get(element).inputCount();
    }

    /**
     * Energies of atoms, and slopes of the members' mean.
     *
     * @param atoms number of each element's atoms, 0 or more
     * @param rows features, for each element atoms x inputs, read only; may be longer
     * @param atomEnergies eV, for each element members x atoms, overwritten; may be longer
     * @param rowSlopes d(mean energy)/dfeature in eV, as the rows, overwritten; may be longer
     */
    public void evaluate(int[] atoms, double[] rows, double[] atomEnergies, double[] rowSlopes) {
        int total = 0;
        boolean hidden = true;
        for (int k = 0; k < atoms.length; k++) {
            total += atoms[k];
            hidden &= layers.get(k).layers() > 1;
        }
        boolean few = members > 1 && hidden && total <= FEW_ATOMS;
        run(few ? AtomicModel.Form.SIDE_BY_SIDE : AtomicModel.Form.UNROLLED, atoms, rows, atomEnergies, rowSlopes);
    }

    /**
     * Energies of atoms, and slopes of each member.
     *
     * @param atoms number of each element's atoms, 0 or more
     * @param rows features, for each element atoms x inputs, read only; may be longer
     * @param atomEnergies eV, for each element members x atoms, overwritten; may be longer
     * @param rowSlopes denergy/dfeature in eV, for each element members x atoms x inputs, overwritten; may be longer
     */
    public void evaluateMembers(int[] atoms, double[] rows, double[] atomEnergies, double[] rowSlopes) {
        run(AtomicModel.Form.APART, atoms, rows, atomEnergies, rowSlopes);
    }

    private void run(AtomicModel.Form form, int[] atoms, double[] rows, double[] atomEnergies, double[] rowSlopes) {
        try {
            if (boundForm != form || !java.util.Arrays.equals(atoms, bound)) bind(form, atoms);
            int next = 0;
            for (int k = 0; k < atoms.length; k++) {
                int size = atoms[k] * inputCount(k);
                features[k].put(rows, next, size);
                next += size;
            }
            session.run(inputs, NO_OTHER_OUTPUTS, outputs).close();
        } catch (OrtException e) {
            throw new NetworkException("ONNX Runtime failed (" + OnnxRuntime.oneLine(e) + ")", e);
        }
        int nextEnergy = 0;
        int nextSlope = 0;
        for (int k = 0; k < atoms.length; k++) {
            int energyCount = members * atoms[k];
            energies[k].get(atomEnergies, nextEnergy, energyCount);
            nextEnergy += energyCount;
            int slopeCount = slopeCount(form, k, atoms[k]);
            slopes[k].get(rowSlopes, nextSlope, slopeCount);
            nextSlope += slopeCount;
        }
    }

    private int slopeCount(AtomicModel.Form form, int element, int atoms) {
        return (form == AtomicModel.Form.APART ? members : 1) * atoms * inputCount(element);
    }

    private void bind(AtomicModel.Form form, int[] atoms) throws OrtException {
        unbind();
        AtomicModel.Layout layout = AtomicModel.Layout.of(form, atoms);
        if (!sessions.containsKey(layout)) sessions.put(layout, model.acquire(layout, layers));
        session = sessions.get(layout);
        inputs = new HashMap<>();
        outputs = new HashMap<>();
        for (int k = 0; k < atoms.length; k++) {
            String symbol = layers.get(k).symbol();
            long rows = atoms[k];
            long columns = inputCount(k);
            features[k] = RealBuffer.of(features[k], precision, atoms[k] * inputCount(k));
            energies[k] = RealBuffer.of(energies[k], precision, members * atoms[k]);
            slopes[k] = RealBuffer.of(slopes[k], precision, slopeCount(form, k, atoms[k]));
            inputs.put(AtomicGraph.FEATURES + symbol, features[k].tensor(rows, columns));
            outputs.put(AtomicGraph.ENERGIES + symbol, energies[k].tensor(members, rows));
            outputs.put(
                    AtomicGraph.SLOPES + symbol,
                    form == AtomicModel.Form.APART
                            ? slopes[k].tensor(members, rows, columns)
                            : slopes[k].tensor(rows, columns));
        }
        System.arraycopy(atoms, 0, bound, 0, atoms.length);
        boundForm = form;
    }

    private void unbind() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        inputs = Map.of();
        outputs = Map.of();
        boundForm = null;
    }

    @Override
    public void close() {
        unbind();
        sessions.keySet().forEach(layout -> model.release(layout, layers));
        sessions.clear();
    }
}
