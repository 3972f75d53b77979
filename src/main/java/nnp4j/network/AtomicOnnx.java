package nnp4j.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nnp4j.geometry.Element;
import nnp4j.units.Precision;

/**
 * Writes networks of atoms as one ONNX model with the gradient inside, for every ONNX program. For each element El there is an
 * input {@code features_El} [atoms, features], and the outputs {@code energies_El} [members, atoms] in eV and
 * {@code slopes_El} [atoms, features], the derivative of the members' mean.
 */
public final class AtomicOnnx {
    /** Metadata key of the activations, for example {@code H=celu,celu;O=celu,celu}. */
    static final String ACTIVATIONS = "activations";

    private AtomicOnnx() {}

    /**
     * The model of networks.
     *
     * @param networks of each element
     * @param precision of its numbers
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, opset 17, IR version 8; the same input gives the same bytes
     */
    public static byte[] model(AtomicNetworks networks, Precision precision, Map<String, String> metadata) {
        List<ElementLayers> elements = new ArrayList<>();
        for (int z : networks.elements()) elements.add(ElementLayers.of(Element.symbol(z), networks.members(z)));
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(ACTIVATIONS, elements.stream().map(AtomicOnnx::activations).collect(Collectors.joining(";")));
        return AtomicGraph.portable(elements, precision, all);
    }

    private static String activations(ElementLayers e) {
        return e.symbol() + "="
                + e.activations().stream().map(Activation::symbol).collect(Collectors.joining(","));
    }
}
