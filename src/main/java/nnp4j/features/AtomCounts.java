package nnp4j.features;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import nnp4j.geometry.Element;

/**
 * How many atoms of each listed element a molecule has: the features of a sum of atomic energies. They do not depend on
 * the coordinates, so the gradient is zero everywhere. Immutable and thread-safe.
 */
public final class AtomCounts implements Descriptor {
    private final int[] atomicNumbers;
    private final int[] elements;
    private final double[] counts;

    private AtomCounts(int[] atomicNumbers, int[] elements) {
        this.atomicNumbers = atomicNumbers;
        this.elements = elements;
        this.counts = counted(atomicNumbers, elements);
    }

    /**
     * The counts of the elements that occur, by rising atomic number.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @return one feature an element of the molecule
     * @throws IllegalArgumentException if there is no atom or an atomic number is no element
     */
    public static AtomCounts of(int[] atomicNumbers) {
        return of(
                atomicNumbers, Arrays.stream(atomicNumbers).distinct().sorted().toArray());
    }

    /**
     * The counts of the listed elements, which may include some the molecule lacks: a basis that several molecules share.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @param elements atomic numbers in the order of the features, all different; copied
     * @return one feature a listed element
     * @throws IllegalArgumentException if there is no atom, an atomic number is no element, an element is listed twice
     *     or the molecule has an atom of an element that is not listed
     */
    public static AtomCounts of(int[] atomicNumbers, int[] elements) {
        if (atomicNumbers.length == 0)
            throw new IllegalArgumentException("AtomCounts: expected at least one atom, found none");
        return new AtomCounts(atomicNumbers.clone(), elements.clone());
    }

    private static double[] counted(int[] atomicNumbers, int[] elements) {
        int[] column = new int[Element.LAST + 1];
        for (int e = 0; e < elements.length; e++) {
            int z = checked(elements[e]);
            if (column[z] > 0)
                throw new IllegalArgumentException("AtomCounts: element " + Element.symbol(z) + " is listed twice");
            column[z] = e + 1;
        }
        double[] counts = new double[elements.length];
        for (int i = 0; i < atomicNumbers.length; i++) {
            int z = checked(atomicNumbers[i]);
            if (column[z] == 0)
                throw new IllegalArgumentException("AtomCounts: expected elements " + symbols(elements) + ", found "
                        + Element.symbol(z) + " at atom " + (i + 1));
            counts[column[z] - 1]++;
        }
        return counts;
    }

    private static int checked(int z) {
        if (z < 1 || z > Element.LAST)
            throw new IllegalArgumentException(
                    "AtomCounts: expected atomic numbers 1 to " + Element.LAST + ", found " + z);
        return z;
    }

    private static String symbols(int[] elements) {
        return Arrays.stream(elements).mapToObj(Element::symbol).collect(Collectors.joining(" "));
    }

    /**
     * The atoms of the molecule.
     *
     * @return fresh array, n atomic numbers
     */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    /**
     * The elements counted, in the order of the features.
     *
     * @return fresh array, atomic numbers
     */
    public int[] elements() {
        return elements.clone();
    }

    @Override
    public int coordinateCount() {
        return 3 * atomicNumbers.length;
    }

    @Override
    public int featureCount() {
        return elements.length;
    }

    @Override
    public String featureName(int feature) {
        Objects.checkIndex(feature, elements.length);
        return "n(" + Element.symbol(elements[feature]) + ")";
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        System.arraycopy(counts, 0, features, 0, counts.length);
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Arrays.fill(gradient, 0);
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        Arrays.fill(jacobian, 0);
    }

    /**
     * The same elements counted in another molecule.
     *
     * @throws IllegalArgumentException if there is no atom, an atomic number is no element, or it has an atom of an
     *     element that is not counted
     */
    @Override
    public AtomCounts forAtoms(int[] other) {
        return of(other, elements);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AtomCounts that
                && Arrays.equals(atomicNumbers, that.atomicNumbers)
                && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atomicNumbers) + Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return "AtomCounts[" + atomicNumbers.length + " atoms, elements " + symbols(elements) + "]";
    }
}
