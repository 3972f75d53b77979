package nnp4j.features;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Permutationally invariant polynomials: all monomials, up to a total degree, of functions y of the pair distances, each
 * summed with those that permutations of like atoms make of it: Braams, Bowman, Int. Rev. Phys. Chem. 28, 577 (2009),
 * doi:10.1080/01442350903234923; Xie, Bowman, J. Chem. Theory Comput. 6, 26 (2010), doi:10.1021/ct9004917. Every
 * monomial of an orbit counts once; the constant is left out. Invariant to translation, rotation, reflection and the
 * permutations given; smooth for r &gt; 0. Immutable and thread-safe: scratch memory is kept a thread, allocated on the
 * thread's first call.
 *
 * <p>The variables y are Morse variables ({@link DecayingPairs}), {@link InverseDistances} or {@link Distances}, which
 * come in the unit of that descriptor. Features are ordered by degree, then by their first monomial in lexicographic order
 * of the variables. Without permutations they are the plain monomials. The whole group of a molecule with bonds is given
 * by the automorphisms of its topology.
 */
public final class PermutationInvariants implements Descriptor {
    private final PairFeatures variables;
    private final int degree;
    private final List<int[]> generators;
    private final int groupSize;
    private final InvariantPolynomials polynomials;
    private final ThreadLocal<Scratch> scratch;

    private PermutationInvariants(PairFeatures variables, int[][] generators, int degree) {
        Permutations.Group group = Permutations.group(variables.atomCount(), generators);
        this.variables = variables;
        this.degree = degree;
        this.generators = group.generators();
        this.groupSize = group.size();
        int[][] moves = this.generators.stream().map(variables::permuted).toArray(int[][]::new);
        InvariantPolynomials p = new InvariantPolynomials(variables.featureCount(), degree, moves);
        this.polynomials = p;
        int coordinates = variables.coordinateCount();
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(p, variables.featureCount(), coordinates));
    }

    /** What one thread needs. */
    private static final class Scratch {
        private final double[] y;
        private final double[] ySlopes;
        private final double[] yJacobian;
        private final double[] values;
        private final double[] adjoints;
        private final double[] column;

        private Scratch(InvariantPolynomials polynomials, int variables, int coordinates) {
            y = new double[variables];
            ySlopes = new double[variables];
            yJacobian = new double[variables * coordinates];
            values = new double[polynomials.innerCount()];
            adjoints = new double[polynomials.innerCount()];
            column = new double[polynomials.orbitCount()];
        }
    }

    /**
     * Polynomials that are invariant under a group of permutations.
     *
     * @param variables the functions of the distances; their pairs must be closed under the permutations
     * @param generators permutations of the atoms, each n indices from 0, atom i to p[i], of which the group is
     *     generated; may be the whole group or empty; copied
     * @param degree the largest total degree, 1 to 30
     * @return one feature an orbit of monomials
     * @throws IllegalArgumentException if one is no permutation or takes a listed pair to one that is not listed, the
     *     group has more than 50,000 elements, the degree is out of range, or there are more than 1,000,000 monomials or
     *     100,000 features
     */
    public static PermutationInvariants of(PairFeatures variables, int[][] generators, int degree) {
        return new PermutationInvariants(variables, generators, degree);
    }

    /**
     * Polynomials that are invariant under all permutations within each set of like atoms.
     *
     * @param variables the functions of the distances; their pairs must be closed under the permutations
     * @param likeAtoms sets of atoms, indices from 0, none in two sets: {@code {{1, 2, 3, 4}}} for methane with the
     *     carbon first; read only
     * @param degree the largest total degree, 1 to 30
     * @return one feature an orbit of monomials
     * @throws IllegalArgumentException if an atom does not exist or comes twice, or as {@link #of} does
     */
    public static PermutationInvariants ofGroups(PairFeatures variables, int[][] likeAtoms, int degree) {
        return of(variables, Permutations.exchanges(variables.atomCount(), likeAtoms), degree);
    }

    /**
     * The functions of the distances.
     *
     * @return the variables of the polynomials
     */
    public PairFeatures variables() {
        return variables;
    }

    /**
     * Permutations that generate the group: those given, without the ones that earlier ones generate.
     *
     * @return fresh arrays, each n atom indices from 0
     */
    public int[][] generators() {
        return generators.stream().map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * Number of permutations in the group.
     *
     * @return at least 1, the identity
     */
    public int groupSize() {
        return groupSize;
    }

    /**
     * The largest total degree.
     *
     * @return at least 1
     */
    public int degree() {
        return degree;
    }

    /**
     * The monomials that are summed, degree by degree: each is its parent, of one degree less, times a variable.
     *
     * @param ends number of monomials up to each degree
     * @param parent position of the parent, -1 for those of degree 1
     * @param variable position among the variables
     * @param orbit the feature to which the monomial belongs
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and read once
    public record Monomials(int[] ends, int[] parent, int[] variable, int[] orbit) {}

    /**
     * The monomials.
     *
     * @return fresh arrays
     */
    public Monomials monomials() {
        return polynomials.table();
    }

    @Override
    public int coordinateCount() {
        return variables.coordinateCount();
    }

    @Override
    public int featureCount() {
        return polynomials.orbitCount();
    }

    /** The first monomial of the orbit, the variables as y1, y2, ... in the order of {@link #variables}. */
    @Override
    public String featureName(int feature) {
        Objects.checkIndex(feature, featureCount());
        int[] factors = polynomials.representative(feature);
        StringBuilder name = new StringBuilder();
        for (int k = 0, end; k < factors.length; k = end) {
            for (end = k + 1; end < factors.length && factors[end] == factors[k]; ) end++;
            name.append(k == 0 ? "" : " ").append(variables.shortName(factors[k]));
            if (end - k > 1) name.append('^').append(end - k);
        }
        int others = polynomials.orbitSize(feature) - 1;
        return others == 0 ? name.toString() : name + " + " + others + " more";
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        Scratch s = scratch.get();
        variables.evaluate(x, s.y);
        polynomials.evaluate(s.y, s.values, features);
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Scratch s = scratch.get();
        variables.evaluate(x, s.y);
        polynomials.evaluate(s.y, s.values);
        polynomials.pullBack(s.y, s.values, slopes, s.adjoints, s.ySlopes);
        variables.pullBack(x, s.ySlopes, gradient);
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        Scratch s = scratch.get();
        variables.evaluate(x, s.y);
        variables.jacobian(x, s.yJacobian);
        polynomials.evaluate(s.y, s.values);
        Arrays.fill(jacobian, 0);
        for (int y = 0; y < s.y.length; y++) {
            polynomials.derivatives(y, s.values, s.column);
            variables.addProducts(y, s.column, s.yJacobian, jacobian);
        }
    }

    /**
     * These features of another molecule with as many atoms.
     *
     * @throws IllegalArgumentException if it has another number of atoms, or a permutation exchanges unlike ones
     */
    @Override
    public PermutationInvariants forAtoms(int[] atomicNumbers) {
        Lengths.check(this, "atoms", variables.atomCount(), atomicNumbers.length);
        for (int[] p : generators)
            for (int i = 0; i < p.length; i++)
                if (atomicNumbers[i] != atomicNumbers[p[i]])
                    throw new IllegalArgumentException("PermutationInvariants: expected like atoms " + (i + 1) + " and "
                            + (p[i] + 1) + ", found elements " + atomicNumbers[i] + " and " + atomicNumbers[p[i]]);
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PermutationInvariants that
                && degree == that.degree
                && variables.equals(that.variables)
                && Arrays.deepEquals(generators(), that.generators());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * variables.hashCode() + Arrays.deepHashCode(generators())) + degree;
    }

    @Override
    public String toString() {
        return "PermutationInvariants[" + variables + ", group of " + groupSize + ", degree " + degree + "]";
    }
}
