package nnp4j.potential;

import java.util.List;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * The molecules that a potential serves: one, with its atoms in their order, or any of certain elements.
 *
 * @param symbols element symbols; of every atom in order, or of the elements
 * @param oneMolecule whether the symbols are those of one molecule's atoms
 */
public record Composition(List<String> symbols, boolean oneMolecule) {
    /**
     * Checks and copies.
     *
     * @param symbols element symbols; of every atom in order, or of the elements
     * @param oneMolecule whether the symbols are those of one molecule's atoms
     * @throws IllegalArgumentException if a symbol is no element's
     */
    public Composition {
        symbols = List.copyOf(symbols);
        for (String symbol : symbols)
            if (Element.atomicNumber(symbol).isEmpty())
                throw new IllegalArgumentException("card: unknown element \"" + symbol + "\"");
    }

    /**
     * One molecule.
     *
     * @param atoms element symbols in the order in which its atoms must come
     * @return the composition
     */
    public static Composition exactly(List<String> atoms) {
        return new Composition(atoms, true);
    }

    /**
     * The atoms of a molecule, in their order.
     *
     * @param molecule any geometry of it
     * @return the composition
     */
    public static Composition exactly(Geometry molecule) {
        return exactly(symbols(molecule));
    }

    /**
     * Any molecule of some elements.
     *
     * @param elements their symbols
     * @return the composition
     */
    public static Composition anyOf(List<String> elements) {
        return new Composition(elements, false);
    }

    /**
     * Whether a molecule is served.
     *
     * @param molecule any geometry
     * @return true if its atoms are the ones, in order, or are all of the elements
     */
    public boolean fits(Geometry molecule) {
        List<String> found = symbols(molecule);
        return oneMolecule ? symbols.equals(found) : symbols.containsAll(found);
    }

    /**
     * In words.
     *
     * @return for example "the atoms O H H in this order" or "any molecule of H, C, O"
     */
    public String words() {
        return oneMolecule
                ? "the atoms " + String.join(" ", symbols) + " in this order"
                : "any molecule of " + String.join(", ", symbols);
    }

    /**
     * In a few letters.
     *
     * @return the formula in Hill order, for example "H2O", or the elements, for example "H,C,O"
     */
    public String formula() {
        return oneMolecule ? template().formula() : String.join(",", symbols);
    }

    /** The symbols as atoms, at no particular place. */
    private Geometry template() {
        int[] numbers = symbols.stream()
                .mapToInt(s -> Element.atomicNumber(s).orElseThrow())
                .toArray();
        return Geometry.of(numbers, new double[3 * numbers.length]);
    }

    private static List<String> symbols(Geometry molecule) {
        return java.util.Arrays.stream(molecule.atomicNumbers())
                .mapToObj(Element::symbol)
                .toList();
    }
}
