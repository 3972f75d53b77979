package nnp4j.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nnp4j.features.CutoffFunction;
import nnp4j.features.SymmetryFunction;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Element;
import nnp4j.network.Activation;

/** What input.nn says. */
final class HdnnpSettings {
    private final Path file;
    private final Map<String, HdnnpLine> once = new HashMap<>();
    private final List<HdnnpLine> repeated = new ArrayList<>();
    /** Ascending atomic numbers. */
    private final List<Integer> elements;

    private HdnnpSettings(Path file) {
        this.file = file;
        for (HdnnpLine line : HdnnpLine.read(file)) {
            String keyword = line.word(0);
            if (HdnnpKeywords.isIgnored(keyword)) continue;
            if (!HdnnpKeywords.isNeeded(keyword))
                throw line.wrong("a keyword of a short-range potential (2G-HDNNP)", keyword);
            if (HdnnpKeywords.REPEATED.contains(keyword)) repeated.add(line);
            else if (once.putIfAbsent(keyword, line) != null) throw line.wrong("each keyword once", keyword);
        }
        elements = readElements();
        refuseCharges();
    }

    static HdnnpSettings read(Path file) {
        return new HdnnpSettings(file);
    }

    private List<Integer> readElements() {
        int count = argument("number_of_elements").count(1);
        HdnnpLine line = argument("elements");
        line.expectWords(count + 1, count + 1, count + " elements");
        List<Integer> numbers = IntStream.rangeClosed(1, count)
                .mapToObj(k -> atomicNumber(line, line.word(k)))
                .sorted()
                .distinct()
                .toList();
        if (count == 0 || numbers.size() != count)
            throw line.wrong("different elements", String.join(" ", line.words().subList(1, count + 1)));
        return numbers;
    }

    private static int atomicNumber(HdnnpLine line, String symbol) {
        return Element.atomicNumber(symbol).orElseThrow(() -> line.wrong("the symbol of an element", symbol));
    }

    private void refuseCharges() {
        for (String keyword : List.of("use_electrostatics", "electrostatic_type"))
            if (once.containsKey(keyword))
                throw once.get(keyword).wrong("a potential without charges (2G-HDNNP)", keyword);
        expectValue("nnp_type", List.of("1", "2G", "2G-HDNNP"));
        expectValue("nnp_gen", List.of("2"));
        expectValue("nn_type_short", List.of("1"));
    }

    private void expectValue(String keyword, List<String> choices) {
        HdnnpLine line = once.get(keyword);
        if (line == null) return;
        line.expectWords(2, 2, keyword + " with one value");
        if (!choices.contains(line.word(1))) throw line.wrong(keyword + " " + choices.get(0), line.word(1));
    }

    /** The line of a keyword with at least one argument. */
    private HdnnpLine argument(String keyword) {
        HdnnpLine line = once.get(keyword);
        if (line == null) throw new ConvertException(file + ": expected keyword " + keyword + ", found none");
        line.expectWords(2, Integer.MAX_VALUE, keyword + " with a value");
        return line;
    }

    private double number(String keyword, double otherwise) {
        return once.containsKey(keyword) ? argument(keyword).number(1) : otherwise;
    }

    private boolean has(String keyword) {
        return once.containsKey(keyword);
    }

    List<Integer> elements() {
        return elements;
    }

    boolean normalizesNodes() {
        return has("normalize_nodes");
    }

    /** Energy of the file's unit in the networks' unit. */
    double energyFactor() {
        double factor = number("conv_energy", 1);
        if (!(factor > 0))
            throw argument("conv_energy")
                    .wrong("a positive number", argument("conv_energy").word(1));
        return factor;
    }

    /** Energy of an atom that the networks leave out, in the file's unit. */
    double atomEnergy(int element) {
        double energy = number("mean_energy", 0);
        HdnnpLine found = null;
        for (HdnnpLine line : repeated) {
            if (!line.word(0).equals("atom_energy")) continue;
            line.expectWords(3, 3, "atom_energy with an element and a number");
            int number = atomicNumber(line, line.word(1));
            if (!elements.contains(number)) throw line.wrong("one of the elements of this file", line.word(1));
            if (number != element) continue;
            if (found != null) throw line.wrong("each element once", line.word(1));
            found = line;
            energy += line.number(2);
        }
        return energy;
    }

    /** The descriptor; one of the file's lengths is so many angstrom. */
    SymmetryFunctions functions(double length) {
        Map<Integer, List<SymmetryFunction>> functions = new TreeMap<>();
        for (int element : elements) functions.put(element, new ArrayList<>());
        for (HdnnpLine line : repeated) {
            if (!line.word(0).equals("symfunction_short")) continue;
            SymmetryFunction function = HdnnpFunction.of(line, elements, length);
            List<SymmetryFunction> list = functions.get(HdnnpFunction.centre(line, elements));
            if (list.contains(function)) throw line.wrong("each function once", String.join(" ", line.words()));
            list.add(function);
        }
        try {
            return SymmetryFunctions.of(functions, cutoffFunction());
        } catch (IllegalArgumentException e) {
            throw new ConvertException(file + ": " + e.getMessage(), e);
        }
    }

    private CutoffFunction cutoffFunction() {
        HdnnpLine line = argument("cutoff_type");
        line.expectWords(2, 3, "cutoff_type with a number and a share");
        CutoffFunction.Shape[] shapes = CutoffFunction.Shape.values();
        int type = line.count(1);
        if (type >= shapes.length) throw line.wrong("cutoff_type 0 to " + (shapes.length - 1), line.word(1));
        CutoffFunction.Shape shape = shapes[type];
        double inner = line.words().size() > 2 ? line.number(2) : 0;
        // the hyperbolic tangents begin to fall at 0 whatever the file says
        if (shape == CutoffFunction.Shape.TANH || shape == CutoffFunction.Shape.NORMALIZED_TANH) inner = 0;
        try {
            return new CutoffFunction(shape, inner);
        } catch (IllegalArgumentException e) {
            throw line.wrong(e);
        }
    }

    /** Rows of scaling.data, as many as each element has functions. */
    HdnnpScaling[] scalings(Path scalingFile, int[] counts) {
        double low = number("scale_min_short", 0);
        double high = number("scale_max_short", 1);
        boolean scale = has("scale_symmetry_functions");
        boolean centre = has("center_symmetry_functions");
        HdnnpScaling.Kind kind;
        if (has("scale_symmetry_functions_sigma")) {
            if (scale || centre)
                throw once.get("scale_symmetry_functions_sigma")
                        .wrong("one way of scaling", scale ? "scale_symmetry_functions" : "center_symmetry_functions");
            kind = HdnnpScaling.Kind.SIGMA;
        } else if (scale) {
            kind = centre ? HdnnpScaling.Kind.SCALE_AND_CENTRE : HdnnpScaling.Kind.SCALE;
        } else {
            kind = centre ? HdnnpScaling.Kind.CENTRE : HdnnpScaling.Kind.NONE;
        }
        if (!(high > low))
            throw new ConvertException(
                    file + ": expected scale_max_short above scale_min_short, found " + high + " and " + low);
        return HdnnpScaling.read(scalingFile, counts, kind, low, high);
    }

    /** Neurons in each hidden layer of an element's network. */
    int[] hidden(int element) {
        HdnnpLine count = line("hidden_layers", element);
        int shift = count.word(0).startsWith("element") ? 2 : 1;
        int layers = count.count(shift);
        HdnnpLine nodes = line("nodes", element);
        int from = nodes.word(0).startsWith("element") ? 2 : 1;
        nodes.expectWords(from + layers, from + layers, "numbers of neurons in " + layers + " hidden layers");
        int[] hidden = new int[layers];
        for (int l = 0; l < layers; l++) {
            hidden[l] = nodes.count(from + l);
            if (hidden[l] == 0) throw nodes.wrong("at least one neuron", nodes.word(from + l));
        }
        return hidden;
    }

    /** Activations of the hidden layers and of the output. */
    List<Activation> activations(int element, int layers) {
        HdnnpLine line = line("activation", element);
        int from = line.word(0).startsWith("element") ? 2 : 1;
        line.expectWords(from + layers, from + layers, "activations of " + layers + " layers");
        return IntStream.range(from, from + layers)
                .mapToObj(k -> activation(line, line.word(k)))
                .toList();
    }

    /** The line for an element, or for all. */
    private HdnnpLine line(String what, int element) {
        HdnnpLine found = null;
        for (HdnnpLine line : repeated) {
            if (!line.word(0).equals("element_" + what + "_short")) continue;
            line.expectWords(3, Integer.MAX_VALUE, line.word(0) + " with an element and values");
            if (atomicNumber(line, line.word(1)) != element) continue;
            if (found != null) throw line.wrong("each element once", line.word(1));
            found = line;
        }
        return found == null ? argument("global_" + what + "_short") : found;
    }

    private static Activation activation(HdnnpLine line, String letter) {
        return switch (letter) {
            case "l" -> Activation.IDENTITY;
            case "t" -> Activation.TANH;
            case "s" -> Activation.LOGISTIC;
            case "p" -> Activation.SOFTPLUS;
            case "r" -> Activation.RELU;
            case "g" -> Activation.GAUSSIAN;
            case "c" -> Activation.COSINE;
            case "S" -> Activation.REVERSED_LOGISTIC;
            case "e" -> Activation.EXPONENTIAL;
            case "h" -> Activation.SQUARE;
            default -> throw line.wrong("an activation l, t, s, p, r, g, c, S, e or h", letter);
        };
    }
}
