package nnp4j.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Element;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.FeatureScaling;
import nnp4j.potential.PotentialCard;
import nnp4j.units.Precision;

/** Energies of the atoms, element by element: features, scaling, and the networks of the potential file. */
final class AtomsGraph {
    private final Maths m;
    private final Surroundings surroundings;
    private final AtomInputs inputs;
    private final PotentialCard card;
    private final Map<String, String> seeds;
    private final List<String> energies;

    AtomsGraph(
            Maths m,
            Surroundings surroundings,
            AtomInputs inputs,
            PotentialCard card,
            Map<String, String> seeds,
            List<String> energies) {
        this.m = m;
        this.surroundings = surroundings;
        this.inputs = inputs;
        this.card = card;
        this.seeds = seeds;
        this.energies = energies;
    }

    /** Adds an energy and the slopes of the features for each element. */
    void write(byte[] file) {
        DataType type = card.precision() == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        for (int element : surroundings.elements()) {
            long[] atoms = surroundings.atomsOf(element);
            if (atoms == null) continue;
            String symbol = Element.symbol(element);
            String scaled = scaled(symbol, features(element, atoms));
            List<String> found = m.tape()
                    .call(
                            file,
                            Map.of("features_" + symbol, m.tape().cast(scaled, type)),
                            List.of("energies_" + symbol, "slopes_" + symbol));
            String sum = m.sum(m.tape().cast(found.get(0), DataType.DOUBLE), 0, 1);
            energies.add(m.mul(sum, 1.0 / card.ensembleSize()));
            seeds.put(scaled, m.tape().cast(found.get(1), DataType.DOUBLE));
        }
    }

    private String features(int element, long[] atoms) {
        AtomicDescriptor descriptor = inputs.descriptor();
        Surroundings.Shell shell = surroundings.of(atoms);
        if (descriptor instanceof AniEnvironment ani)
            return new AniGraph(m, surroundings, ani.parameters()).write(shell, atoms.length);
        if (descriptor instanceof SymmetryFunctions functions)
            return new SymmetryGraph(m, surroundings, functions).write(shell, element);
        throw new IllegalArgumentException(
                "cannot export features of " + descriptor.getClass().getSimpleName());
    }

    private String scaled(String symbol, String features) {
        FeatureScaling scaling = inputs.scalings().get(symbol);
        if (scaling == null) return features;
        double[] shift =
                scaling.shift().stream().mapToDouble(Double::doubleValue).toArray();
        double[] factor =
                scaling.factor().stream().mapToDouble(Double::doubleValue).toArray();
        String centred = m.sub(features, m.tape().constant("shift_" + symbol, shift, shift.length));
        return m.mul(centred, m.tape().constant("factor_" + symbol, factor, factor.length));
    }
}
