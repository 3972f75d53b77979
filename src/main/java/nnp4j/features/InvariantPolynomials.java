package nnp4j.features;

import java.util.Arrays;

/**
 * Monomials of v variables up to a degree, one for each multiset of variables, summed over orbits of a permutation group
 * of the variables. Immutable.
 *
 * <p>A monomial is the product of its parent and a variable that comes no earlier than the last of the parent; they are
 * numbered by degree and then in lexicographic order, the constant 0 first. So the children of monomial m are those of
 * the variables last[m] to v - 1, they lie side by side, and follow those of monomial m - 1: every loop below counts
 * them with one index.
 */
final class InvariantPolynomials {
    /** The most monomials, of which each costs a multiplication an evaluation. */
    static final int MONOMIAL_LIMIT = 1_000_000;

    /** The most orbits. */
    static final int FEATURE_LIMIT = 100_000;

    /** So that a power fits a byte; the limit of monomials leaves such degrees to one or two variables only. */
    static final int DEGREE_LIMIT = 30;

    private final int variables;
    private final int degree;
    /** Monomials, and those of less than the full degree. */
    private final int count;

    private final int inner;
    /** The largest variable of each inner monomial; 0 of the constant. */
    private final int[] last;
    /** The first child of each inner monomial. */
    private final int[] firstChild;
    /** The orbit of each monomial, numbered by the first of its monomials; -1 of the constant. */
    private final int[] orbit;
    /** The first monomial of each orbit. */
    private final int[] first;
    /** At y inner + s: the orbit of inner monomial s times variable y, and the power of y in that product. */
    private final int[] raisedOrbit;

    private final byte[] raisedPower;

    /** Permutations of the variables generate the group. */
    InvariantPolynomials(int variables, int degree, int[][] generators) {
        if (degree < 1 || degree > DEGREE_LIMIT)
            throw new IllegalArgumentException(
                    "invariants: expected a degree of 1 to " + DEGREE_LIMIT + ", found " + degree);
        this.variables = variables;
        this.degree = degree;
        count = monomials(variables, degree);
        inner = monomials(variables, degree - 1);
        last = new int[inner];
        firstChild = new int[inner];
        link();
        orbit = new int[count];
        int[] found = new int[count];
        first = Arrays.copyOf(found, findOrbits(generators, found));
        if (first.length > FEATURE_LIMIT)
            throw new IllegalArgumentException("invariants: expected at most " + FEATURE_LIMIT + " features, found "
                    + first.length + "; take a lower degree");
        raisedOrbit = new int[inner * variables];
        raisedPower = new byte[inner * variables];
        raise();
    }

    /** Binomial coefficient (variables + degree) over degree. */
    private static int monomials(int variables, int degree) {
        long count = 1;
        for (int k = 1; k <= degree; k++) {
            count = count * (variables + k) / k;
            if (count > MONOMIAL_LIMIT)
                throw new IllegalArgumentException("invariants: expected at most " + MONOMIAL_LIMIT
                        + " monomials, found " + count + " of " + variables + " variables up to degree " + k
                        + "; take a lower degree or fewer pairs");
        }
        return (int) count;
    }

    private void link() {
        int child = 1;
        for (int m = 0; m < inner; m++) {
            firstChild[m] = child;
            for (int y = last[m]; y < variables; y++, child++) if (child < inner) last[child] = y;
        }
    }

    /** The monomial of the first size variables of a list, which must rise. */
    private int monomial(int[] rising, int size) {
        int m = 0;
        for (int k = 0; k < size; k++) m = firstChild[m] + rising[k] - last[m];
        return m;
    }

    /** The variables of a monomial in rising order; returns their number. */
    private int variables(int monomial, int[] rising) {
        int size = 0;
        for (int m = monomial; m > 0; size++) {
            int parent = parent(m);
            System.arraycopy(rising, 0, rising, 1, size);
            rising[0] = last[parent] + m - firstChild[parent];
            m = parent;
        }
        return size;
    }

    private int parent(int monomial) {
        int found = Arrays.binarySearch(firstChild, monomial);
        return found >= 0 ? found : -found - 2;
    }

    /** Fills orbit and the first monomial of each; returns their number. */
    private int findOrbits(int[][] generators, int[] firsts) {
        Arrays.fill(orbit, -1);
        int[] members = new int[count];
        int[] rising = new int[degree];
        int[] image = new int[degree];
        int orbits = 0;
        for (int m = 1; m < count; m++) {
            if (orbit[m] >= 0) continue;
            firsts[orbits] = m;
            orbit[m] = orbits;
            members[0] = m;
            for (int k = 0, known = 1; k < known; k++) {
                int size = variables(members[k], rising);
                for (int[] generator : generators) {
                    for (int v = 0; v < size; v++) image[v] = generator[rising[v]];
                    Arrays.sort(image, 0, size);
                    int other = monomial(image, size);
                    if (orbit[other] >= 0) continue;
                    orbit[other] = orbits;
                    members[known++] = other;
                }
            }
            orbits++;
        }
        return orbits;
    }

    private void raise() {
        int[] rising = new int[degree];
        int[] product = new int[degree];
        for (int s = 0; s < inner; s++) {
            int size = variables(s, rising);
            for (int y = 0; y < variables; y++) {
                int at = 0;
                while (at < size && rising[at] <= y) at++;
                System.arraycopy(rising, 0, product, 0, at);
                product[at] = y;
                System.arraycopy(rising, at, product, at + 1, size - at);
                byte power = 1;
                for (int k = at; k > 0 && rising[k - 1] == y; k--) power++;
                raisedOrbit[y * inner + s] = orbit[monomial(product, size + 1)];
                raisedPower[y * inner + s] = power;
            }
        }
    }

    int orbitCount() {
        return first.length;
    }

    /** The variables of the first monomial of an orbit, in rising order. */
    int[] representative(int orbit) {
        int[] rising = new int[degree];
        return Arrays.copyOf(rising, variables(first[orbit], rising));
    }

    /** Number of monomials in an orbit. */
    int orbitSize(int orbit) {
        return (int) Arrays.stream(this.orbit).filter(o -> o == orbit).count();
    }

    /** Monomials of less than the full degree: those whose values other monomials need. */
    int innerCount() {
        return inner;
    }

    /** All monomials but the constant. */
    PermutationInvariants.Monomials table() {
        int[] parents = new int[count - 1];
        int[] factors = new int[count - 1];
        int[] ends = new int[degree];
        int child = 1;
        for (int m = 0; m < inner; m++)
            for (int v = last[m]; v < variables; v++, child++) {
                parents[child - 1] = m - 1;
                factors[child - 1] = v;
            }
        for (int k = 0; k < degree; k++) ends[k] = monomials(variables, k + 1) - 1;
        return new PermutationInvariants.Monomials(ends, parents, factors, Arrays.copyOfRange(orbit, 1, count));
    }

    /** Values of the inner monomials at the variables y, and sums over the orbits. */
    void evaluate(double[] y, double[] values, double[] sums) {
        Arrays.fill(sums, 0);
        values[0] = 1;
        int child = 1;
        for (int m = 0; m < inner; m++)
            for (int v = last[m]; v < variables; v++, child++) {
                double value = values[m] * y[v];
                sums[orbit[child]] += value;
                if (child < inner) values[child] = value;
            }
    }

    /** The values of the inner monomials alone. */
    void evaluate(double[] y, double[] values) {
        values[0] = 1;
        int child = 1;
        for (int m = 0; child < inner; m++)
            for (int v = last[m]; v < variables; v++, child++) values[child] = values[m] * y[v];
    }

    /**
     * Reverse mode: dE/dy from dE/dsum, given the values of the inner monomials. A child c = m y gives its own slope
     * times y to m, and times m to y.
     */
    void pullBack(double[] y, double[] values, double[] slopes, double[] adjoints, double[] ySlopes) {
        Arrays.fill(ySlopes, 0);
        int child = count;
        for (int m = inner - 1; m >= 0; m--) {
            double sum = m == 0 ? 0 : slopes[orbit[m]];
            for (int v = variables - 1; v >= last[m]; v--) {
                double slope = --child < inner ? adjoints[child] : slopes[orbit[child]];
                sum += slope * y[v];
                ySlopes[v] += slope * values[m];
            }
            adjoints[m] = sum;
        }
    }

    /** The derivatives of all sums with respect to one variable y: d(s y)/dy = power of y in s y, times s. */
    void derivatives(int y, double[] values, double[] column) {
        Arrays.fill(column, 0);
        for (int s = 0, k = y * inner; s < inner; s++, k++) column[raisedOrbit[k]] += raisedPower[k] * values[s];
    }
}
