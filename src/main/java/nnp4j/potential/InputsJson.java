package nnp4j.potential;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.AtomicDescriptor;
import nnp4j.geometry.Element;

/** What networks see as JSON: the descriptor, and ranges and scalings of its features, of atoms by element. */
final class InputsJson {
    private static final String RANGE = "feature_range";
    private static final String SCALING = "feature_scaling";

    private InputsJson() {}

    static void describe(Inputs inputs, JsonObject json) {
        if (inputs instanceof MoleculeInputs molecule)
            json.add("descriptor", DescriptorJson.write(molecule.descriptor()));
        else json.add("descriptor", AtomicDescriptorJson.write(((AtomInputs) inputs).descriptor()));
    }

    static void writeRanges(Inputs inputs, JsonObject json) {
        if (inputs instanceof MoleculeInputs molecule) {
            json.add(RANGE, range(molecule.range()));
            return;
        }
        AtomInputs atoms = (AtomInputs) inputs;
        JsonObject ranges = new JsonObject();
        new TreeMap<>(atoms.ranges()).forEach((element, range) -> ranges.add(element, range(range)));
        json.add(RANGE, ranges);
        if (atoms.scalings().isEmpty()) return;
        JsonObject scalings = new JsonObject();
        new TreeMap<>(atoms.scalings()).forEach((element, scaling) -> {
            JsonObject one = new JsonObject();
            one.add("shift", numbers(scaling.shift()));
            one.add("factor", numbers(scaling.factor()));
            scalings.add(element, one);
        });
        json.add(SCALING, scalings);
    }

    static Inputs read(JsonFields json) {
        JsonFields descriptor = json.object("descriptor");
        JsonFields ranges = json.object(RANGE);
        if (!AtomicDescriptorJson.knows(descriptor.text("type"))) {
            FeatureRange range = readRange(ranges);
            return new MoleculeInputs(DescriptorJson.read(descriptor), range);
        }
        AtomicDescriptor atomic = AtomicDescriptorJson.read(descriptor);
        Map<String, FeatureRange> rangeOf = new TreeMap<>();
        Map<String, FeatureScaling> scalingOf = new TreeMap<>();
        JsonFields scalings = json.has(SCALING) ? json.object(SCALING) : null;
        for (int z : atomic.elements()) {
            String element = Element.symbol(z);
            if (ranges.has(element)) rangeOf.put(element, readRange(ranges.object(element)));
            if (scalings == null) continue;
            JsonFields one = scalings.object(element);
            scalingOf.put(element, new FeatureScaling(boxed(one.numbers("shift")), boxed(one.numbers("factor"))));
            one.end();
        }
        ranges.end();
        if (scalings != null) scalings.end();
        return new AtomInputs(atomic, rangeOf, scalingOf);
    }

    private static JsonObject range(FeatureRange range) {
        JsonObject json = new JsonObject();
        json.add("low", numbers(range.low()));
        json.add("high", numbers(range.high()));
        return json;
    }

    private static FeatureRange readRange(JsonFields json) {
        FeatureRange range = new FeatureRange(boxed(json.numbers("low")), boxed(json.numbers("high")));
        json.end();
        return range;
    }

    private static JsonArray numbers(List<Double> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
