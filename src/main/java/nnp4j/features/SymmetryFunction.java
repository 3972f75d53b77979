package nnp4j.features;

import java.util.Comparator;
import java.util.List;
import nnp4j.geometry.Element;

/**
 * One atom-centred symmetry function of Behler and Parrinello (Phys. Rev. Lett. 98, 146401 (2007),
 * doi:10.1103/PhysRevLett.98.146401) and those who followed: a sum over neighbours, or over pairs of neighbours, of certain
 * elements, or of any element with atomic numbers as weights (Gastegger et al., J. Chem. Phys. 148, 241709 (2018),
 * doi:10.1063/1.5019667).
 */
public sealed interface SymmetryFunction {
    /** Takes neighbours of every element, each weighted with its atomic number. */
    int ANY = 0;

    /** The order in which n2p2 and RuNNer number the functions of an element. */
    Comparator<SymmetryFunction> ORDER = Comparator.comparingInt(SymmetryFunction::type)
            .thenComparing(SymmetryFunction::subtype)
            .thenComparing(SymmetryFunction::keys, SymmetryFunction::compare);

    /**
     * The number by which n2p2 calls this kind of function.
     *
     * @return 2, 3, 9, 12, 13, or 20 to 25
     */
    int type();

    /**
     * The part that depends on distances.
     *
     * @return the shape
     */
    RadialShape radial();

    /**
     * The function's type and parameters, in angstrom and degree, as n2p2 writes them behind the central element.
     *
     * @return for example {@code "3 H O 0.01 -1.0 4.0 6.0 0.0"}
     */
    String definition();

    /**
     * sum_j radial(r_ij), times Z_j where any element counts: types 2, 12, 20 and 23.
     *
     * @param neighbor atomic number, or {@link #ANY}
     * @param radial of the distance
     */
    record Radial(int neighbor, RadialShape radial) implements SymmetryFunction {
        /**
         * A function of the distances to neighbours.
         *
         * @param neighbor atomic number, or {@link #ANY}
         * @param radial of the distance
         */
        public Radial {
            if (neighbor != ANY) Element.symbol(neighbor);
        }

        @Override
        public int type() {
            int compact = radial instanceof RadialShape.Compact ? 1 : 0;
            return neighbor == ANY ? 12 + 11 * compact : 2 + 18 * compact;
        }

        @Override
        public String definition() {
            String head = type() + (neighbor == ANY ? "" : " " + Element.symbol(neighbor));
            if (radial instanceof RadialShape.Compact c)
                return head + " " + c.low() + " " + c.radius() + " "
                        + c.polynomial().symbol();
            RadialShape.Gaussian g = (RadialShape.Gaussian) radial;
            return head + " " + g.eta() + " " + g.centre() + " " + g.radius();
        }
    }

    /**
     * sum_{j, k &gt; j} angular(theta_jik) radial(r_ij) radial(r_ik), times radial(r_jk) where the triangle is closed, times Z_j Z_k
     * where any elements count: types 3, 9, 13, 21, 22, 24 and 25.
     *
     * @param first atomic number, or {@link #ANY}; not above the second
     * @param second atomic number, or {@link #ANY}
     * @param radial of the distances
     * @param angular of the angle
     * @param closed whether the distance between the neighbours counts
     */
    record Angular(int first, int second, RadialShape radial, AngularShape angular, boolean closed)
            implements SymmetryFunction {
        /**
         * A function of the angles between neighbours.
         *
         * @param first atomic number, or {@link #ANY}; swapped with the second if above
         * @param second atomic number, or {@link #ANY} as the first
         * @param radial of the distances
         * @param angular of the angle
         * @param closed whether the distance between the neighbours counts
         * @throws IllegalArgumentException if one element alone is any, a Gaussian goes with a sector or a compact polynomial
         *     with a power, or the function is one that no type number stands for
         */
        public Angular {
            if (first > second) {
                int swapped = first;
                first = second;
                second = swapped;
            }
            if (second != ANY) Element.symbol(second);
            if ((first == ANY) != (second == ANY))
                throw new IllegalArgumentException("symmetry function: expected two elements or any, found one");
            boolean gaussian = radial instanceof RadialShape.Gaussian;
            if (gaussian != angular instanceof AngularShape.Power)
                throw new IllegalArgumentException(
                        "symmetry function: expected a Gaussian and a power of the cosine, or two compact polynomials");
            if (gaussian && first == ANY && !closed)
                throw new IllegalArgumentException(
                        "symmetry function: a weighted Gaussian one must be closed (type 13)");
        }

        @Override
        public int type() {
            if (radial instanceof RadialShape.Gaussian) return first == ANY ? 13 : closed ? 3 : 9;
            return (first == ANY ? 24 : 21) + (closed ? 0 : 1);
        }

        @Override
        public String definition() {
            String head =
                    type() + (first == ANY ? "" : " " + Element.symbol(first) + " " + Element.symbol(second)) + " ";
            if (radial instanceof RadialShape.Compact c) {
                AngularShape.Sector s = (AngularShape.Sector) angular;
                return head + c.low() + " " + c.radius() + " " + s.left() + " " + s.right() + " "
                        + c.polynomial().symbol();
            }
            RadialShape.Gaussian g = (RadialShape.Gaussian) radial;
            AngularShape.Power p = (AngularShape.Power) angular;
            if (first == ANY)
                return head + g.eta() + " " + g.centre() + " " + p.lambda() + " " + p.zeta() + " " + g.radius();
            return head + g.eta() + " " + p.lambda() + " " + p.zeta() + " " + g.radius() + " " + g.centre();
        }
    }

    private static String subtype(SymmetryFunction f) {
        return f.radial() instanceof RadialShape.Compact c ? c.polynomial().symbol() : "";
    }

    /** Gaussian: rc, eta, rs, zeta, lambda, elements; compact: elements, rc, low, left, right. */
    private static List<Double> keys(SymmetryFunction f) {
        double first = f instanceof Angular a ? a.first() : ((Radial) f).neighbor();
        double second = f instanceof Angular a ? a.second() : 0;
        if (f.radial() instanceof RadialShape.Compact c) {
            AngularShape.Sector s = f instanceof Angular a ? (AngularShape.Sector) a.angular() : null;
            return List.of(first, second, c.radius(), c.low(), s == null ? 0 : s.left(), s == null ? 0 : s.right());
        }
        RadialShape.Gaussian g = (RadialShape.Gaussian) f.radial();
        AngularShape.Power p = f instanceof Angular a ? (AngularShape.Power) a.angular() : null;
        return List.of(
                g.radius(), g.eta(), g.centre(), p == null ? 0 : p.zeta(), p == null ? 0 : p.lambda(), first, second);
    }

    private static int compare(List<Double> a, List<Double> b) {
        for (int k = 0; k < a.size(); k++) {
            int order = Double.compare(a.get(k), b.get(k));
            if (order != 0) return order;
        }
        return 0;
    }
}
