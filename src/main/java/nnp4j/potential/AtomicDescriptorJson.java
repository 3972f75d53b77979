package nnp4j.potential;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.AngularShape;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AniParameters;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.CompactPolynomial;
import nnp4j.features.CutoffFunction;
import nnp4j.features.RadialShape;
import nnp4j.features.SymmetryFunction;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Element;

/** Descriptors of atoms as JSON objects. Lengths are in angstrom; angles in radian for ANI, in degree for sectors. */
final class AtomicDescriptorJson {
    private static final String ANI = "ani-environment";
    private static final String FUNCTIONS = "symmetry-functions";
    private static final String ANY = "any";

    private AtomicDescriptorJson() {}

    static boolean knows(String type) {
        return type.equals(ANI) || type.equals(FUNCTIONS);
    }

    static JsonObject write(AtomicDescriptor descriptor) {
        JsonObject json = new JsonObject();
        if (descriptor instanceof AniEnvironment ani) {
            AniParameters p = ani.parameters();
            json.addProperty("type", ANI);
            JsonArray elements = new JsonArray();
            for (int z : ani.elements()) elements.add(Element.symbol(z));
            json.add("elements", elements);
            json.addProperty("radial_cutoff_angstrom", p.radialCutoff());
            json.addProperty("radial_eta", p.radialEta());
            json.add("radial_shifts_angstrom", numbers(p.radialShifts()));
            json.addProperty("angular_cutoff_angstrom", p.angularCutoff());
            json.addProperty("angular_eta", p.angularEta());
            json.add("angular_shifts_angstrom", numbers(p.angularShifts()));
            json.addProperty("zeta", p.zeta());
            json.add("angles_radian", numbers(p.angles()));
        } else if (descriptor instanceof SymmetryFunctions functions) {
            json.addProperty("type", FUNCTIONS);
            json.addProperty(
                    "cutoff_function", lower(functions.cutoffFunction().shape().name()));
            json.addProperty("inner_cutoff_share", functions.cutoffFunction().inner());
            JsonObject byElement = new JsonObject();
            for (int z : functions.elements()) {
                JsonArray list = new JsonArray();
                functions.functions(z).forEach(f -> list.add(write(f)));
                byElement.add(Element.symbol(z), list);
            }
            json.add("functions", byElement);
        } else {
            throw new IllegalArgumentException("a card cannot hold "
                    + descriptor.getClass().getName() + " (expected one of " + ANI + ", " + FUNCTIONS + ")");
        }
        return json;
    }

    static AtomicDescriptor read(JsonFields json) {
        AtomicDescriptor descriptor = json.text("type").equals(ANI) ? ani(json) : functions(json);
        json.end();
        return descriptor;
    }

    private static AniEnvironment ani(JsonFields json) {
        int[] elements = json.texts("elements").stream()
                .mapToInt(s -> element(json, "elements", s))
                .toArray();
        return AniEnvironment.of(
                elements,
                new AniParameters(
                        json.number("radial_cutoff_angstrom"),
                        json.number("radial_eta"),
                        list(json.numbers("radial_shifts_angstrom")),
                        json.number("angular_cutoff_angstrom"),
                        json.number("angular_eta"),
                        list(json.numbers("angular_shifts_angstrom")),
                        json.number("zeta"),
                        list(json.numbers("angles_radian"))));
    }

    private static SymmetryFunctions functions(JsonFields json) {
        String shape = json.text("cutoff_function");
        CutoffFunction.Shape found = Arrays.stream(CutoffFunction.Shape.values())
                .filter(s -> lower(s.name()).equals(shape))
                .findFirst()
                .orElseThrow(() -> json.wrong(
                        "cutoff_function",
                        "one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(CutoffFunction.Shape.values())
                                                .map(s -> lower(s.name()))
                                                .toList()),
                        shape));
        JsonFields byElement = json.object("functions");
        Map<Integer, List<SymmetryFunction>> functions = new TreeMap<>();
        for (int z = 1; z <= 118; z++)
            if (byElement.has(Element.symbol(z))) {
                List<SymmetryFunction> list = new ArrayList<>();
                for (JsonFields one : byElement.objects(Element.symbol(z))) list.add(readFunction(one));
                functions.put(z, list);
            }
        byElement.end();
        return SymmetryFunctions.of(functions, new CutoffFunction(found, json.number("inner_cutoff_share")));
    }

    private static JsonObject write(SymmetryFunction f) {
        JsonObject json = new JsonObject();
        JsonArray neighbors = new JsonArray();
        if (f instanceof SymmetryFunction.Angular a) {
            neighbors.add(symbol(a.first()));
            neighbors.add(symbol(a.second()));
        } else {
            neighbors.add(symbol(((SymmetryFunction.Radial) f).neighbor()));
        }
        json.add("neighbors", neighbors);
        if (f.radial() instanceof RadialShape.Gaussian g) {
            json.addProperty("eta", g.eta());
            json.addProperty("shift_angstrom", g.centre());
            json.addProperty("cutoff_angstrom", g.radius());
        } else if (f.radial() instanceof RadialShape.Compact c) {
            json.addProperty("low_angstrom", c.low());
            json.addProperty("cutoff_angstrom", c.radius());
            json.addProperty("polynomial", c.polynomial().symbol());
        }
        if (!(f instanceof SymmetryFunction.Angular a)) return json;
        if (a.angular() instanceof AngularShape.Power p) {
            json.addProperty("lambda", p.lambda());
            json.addProperty("zeta", p.zeta());
        } else if (a.angular() instanceof AngularShape.Sector s) {
            json.addProperty("left_degree", s.left());
            json.addProperty("right_degree", s.right());
            json.addProperty("angular_polynomial", s.polynomial().symbol());
        }
        json.addProperty("closed", a.closed() ? "yes" : "no");
        return json;
    }

    private static SymmetryFunction readFunction(JsonFields json) {
        List<String> neighbors = json.texts("neighbors");
        double cutoff = json.number("cutoff_angstrom");
        RadialShape radial = json.has("eta")
                ? new RadialShape.Gaussian(json.number("eta"), json.number("shift_angstrom"), cutoff)
                : new RadialShape.Compact(
                        json.number("low_angstrom"), cutoff, CompactPolynomial.of(json.text("polynomial")));
        SymmetryFunction function;
        if (neighbors.size() == 1) {
            function = new SymmetryFunction.Radial(element(json, "neighbors", neighbors.get(0)), radial);
        } else if (neighbors.size() == 2) {
            AngularShape angular = json.has("zeta")
                    ? new AngularShape.Power(json.number("lambda"), json.number("zeta"))
                    : new AngularShape.Sector(
                            json.number("left_degree"),
                            json.number("right_degree"),
                            CompactPolynomial.of(json.text("angular_polynomial")));
            String closed = json.text("closed");
            if (!closed.equals("yes") && !closed.equals("no")) throw json.wrong("closed", "yes or no", closed);
            function = new SymmetryFunction.Angular(
                    element(json, "neighbors", neighbors.get(0)),
                    element(json, "neighbors", neighbors.get(1)),
                    radial,
                    angular,
                    closed.equals("yes"));
        } else {
            throw json.wrong("neighbors", "one or two elements", neighbors);
        }
        json.end();
        return function;
    }

    private static String symbol(int neighbor) {
        return neighbor == SymmetryFunction.ANY ? ANY : Element.symbol(neighbor);
    }

    private static int element(JsonFields json, String key, String symbol) {
        if (symbol.equals(ANY) && key.equals("neighbors")) return SymmetryFunction.ANY;
        return Element.atomicNumber(symbol).orElseThrow(() -> json.wrong(key, "element symbols", symbol));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static JsonArray numbers(List<Double> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
