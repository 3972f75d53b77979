package nnp4j.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nnp4j.geometry.Element;

/**
 * Atom-centred symmetry functions, for each element its own, in the order of {@link SymmetryFunction#ORDER}. Immutable and shared
 * by threads.
 */
public final class SymmetryFunctions implements AtomicDescriptor {
    private final Map<Integer, List<SymmetryFunction>> functions;
    private final CutoffFunction cutoffFunction;
    private final double cutoff;
    private final Map<RadialShape, RadialTable> tables;

    private SymmetryFunctions(Map<Integer, List<SymmetryFunction>> functions, CutoffFunction cutoffFunction) {
        this.functions = functions;
        this.cutoffFunction = cutoffFunction;
        List<RadialShape> shapes = functions.values().stream()
                .flatMap(List::stream)
                .map(CentrePlan::tabulated)
                .distinct()
                .toList();
        cutoff = shapes.stream().mapToDouble(RadialShape::radius).max().orElseThrow();
        tables = tables(shapes, cutoffFunction);
    }

    private static Map<RadialShape, RadialTable> tables(List<RadialShape> shapes, CutoffFunction cutoffFunction) {
        Map<RadialShape, RadialTable> tables = new HashMap<>();
        List<ShellGrid> grids = new ArrayList<>();
        for (RadialShape shape : shapes)
            tables.put(
                    shape,
                    RadialTable.of(
                            r -> shape.value(r, cutoffFunction),
                            Arrays.stream(shape.breaks(cutoffFunction)).boxed().toList(),
                            grids));
        return tables;
    }

    /**
     * The descriptor of some functions.
     *
     * @param functions of each element by atomic number, in any order
     * @param cutoffFunction fades out the Gaussians
     * @return the descriptor
     * @throws IllegalArgumentException if there is no element, an element has no function or one twice, or a function is about
     *     an element that has none
     */
    public static SymmetryFunctions of(Map<Integer, List<SymmetryFunction>> functions, CutoffFunction cutoffFunction) {
        if (functions.isEmpty())
            throw new IllegalArgumentException("symmetry functions: expected elements, found none");
        Map<Integer, List<SymmetryFunction>> sorted = new TreeMap<>();
        functions.forEach((element, list) -> {
            List<SymmetryFunction> copy = new ArrayList<>(list);
            copy.sort(SymmetryFunction.ORDER);
            String where = "symmetry functions of " + Element.symbol(element) + ": ";
            if (copy.isEmpty()) throw new IllegalArgumentException(where + "expected at least one, found none");
            for (int k = 0; k < copy.size(); k++) {
                if (k > 0 && copy.get(k).equals(copy.get(k - 1)))
                    throw new IllegalArgumentException(
                            where + "found \"" + copy.get(k).definition() + "\" twice");
                for (int neighbor : neighbors(copy.get(k)))
                    if (neighbor != SymmetryFunction.ANY && !functions.containsKey(neighbor))
                        throw new IllegalArgumentException(where + "expected neighbours of "
                                + symbols(functions.keySet().stream().sorted().toList()) + ", found "
                                + Element.symbol(neighbor));
            }
            sorted.put(element, List.copyOf(copy));
        });
        return new SymmetryFunctions(sorted, cutoffFunction);
    }

    /**
     * The same functions where fewer elements occur: those about neighbours of others are left out.
     *
     * @param elements atomic numbers, some of the elements
     * @return a descriptor of these elements
     * @throws IllegalArgumentException if there is no element, one is none of the elements, or one is left without functions
     */
    public SymmetryFunctions among(int... elements) {
        Set<Integer> kept = new TreeSet<>();
        kept.add(SymmetryFunction.ANY);
        for (int element : elements) kept.add(element);
        Map<Integer, List<SymmetryFunction>> fewer = new TreeMap<>();
        for (int element : elements)
            fewer.put(
                    element,
                    functions(element).stream()
                            .filter(f -> Arrays.stream(neighbors(f)).allMatch(kept::contains))
                            .toList());
        return of(fewer, cutoffFunction);
    }

    private static int[] neighbors(SymmetryFunction f) {
        return f instanceof SymmetryFunction.Angular a
                ? new int[] {a.first(), a.second()}
                : new int[] {((SymmetryFunction.Radial) f).neighbor()};
    }

    private static String symbols(List<Integer> elements) {
        return elements.stream().map(Element::symbol).collect(Collectors.joining(", "));
    }

    /**
     * The functions of an element.
     *
     * @param atomicNumber one of the elements
     * @return immutable list, in the order of the features
     * @throws IllegalArgumentException if it is none of the elements
     */
    public List<SymmetryFunction> functions(int atomicNumber) {
        List<SymmetryFunction> list = functions.get(atomicNumber);
        if (list == null)
            throw new IllegalArgumentException("expected atoms of " + symbols(List.copyOf(functions.keySet()))
                    + ", found "
                    + (atomicNumber >= 1 && atomicNumber <= 118
                            ? Element.symbol(atomicNumber)
                            : "element " + atomicNumber));
        return list;
    }

    /**
     * What fades out the Gaussians.
     *
     * @return the cutoff function
     */
    public CutoffFunction cutoffFunction() {
        return cutoffFunction;
    }

    @Override
    public int[] elements() {
        return functions.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public int featureCount(int atomicNumber) {
        return functions(atomicNumber).size();
    }

    @Override
    public String featureName(int atomicNumber, int feature) {
        return Element.symbol(atomicNumber) + " "
                + functions(atomicNumber).get(feature).definition();
    }

    @Override
    public AtomicKernel kernelFor(int[] atomicNumbers, boolean periodic) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int number : atomicNumbers) {
            functions(number);
            counts.merge(number, 1, Integer::sum);
        }
        int[] kinds = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        CentrePlan[] plans = new CentrePlan[kinds.length];
        for (int kind = 0; kind < kinds.length; kind++) {
            int[] others = new int[kinds.length];
            for (int k = 0; k < kinds.length; k++)
                others[k] = periodic ? Integer.MAX_VALUE : counts.get(kinds[k]) - (k == kind ? 1 : 0);
            plans[kind] = new CentrePlan(functions(kinds[kind]), kinds, others, tables, cutoffFunction);
        }
        int[] kindOf = Arrays.stream(atomicNumbers)
                .map(number -> Arrays.binarySearch(kinds, number))
                .toArray();
        return new SymmetryKernel(kinds, kindOf, plans);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymmetryFunctions that
                && functions.equals(that.functions)
                && cutoffFunction.equals(that.cutoffFunction);
    }

    @Override
    public int hashCode() {
        return 31 * functions.hashCode() + cutoffFunction.hashCode();
    }
}
