package nnp4j.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is to be computed for pairs of neighbours of two kinds. Immutable. */
final class PairPlan {
    /** Above this power the roundings add up. */
    private static final double MOST_POWER = 33;

    /** A few roundings, which the units of a file may have left in a ratio. */
    private static final double WHOLE = 1e-15;

    final int a;
    final int b;
    /** Distinct functions of the angle. */
    final AngularShape[] shapes;

    final GaussianBlock[] blocks;
    final Group[] groups;
    /** Tables of which one at least is other than zero at both neighbours of a pair that counts. */
    final int[] tables;
    /** Beyond this distance between the neighbours nothing counts. */
    final double reach;

    /**
     * Gaussians that share what fades them out.
     *
     * @param gaussians in ascending order of eta
     * @param isShifted whether one at least has another centre than 0
     */
    record GaussianBlock(int table, boolean closed, List<Gaussian> gaussians, boolean isShifted) {}

    /**
     * Terms that share a Gaussian.
     *
     * @param base position in the block of the Gaussian of which this one is a power; its own if of none
     * @param power a whole number, 1 for itself
     */
    record Gaussian(double eta, double centre, List<Term> terms, int base, int power) {}

    /** Terms that share a compact polynomial of the distances. */
    record Group(int table, boolean closed, List<Term> terms) {}

    /** Adds weight times a function of the angle times the radial part to a row. */
    record Term(int shape, int column, double weight) {}

    private PairPlan(Builder builder) {
        a = builder.a;
        b = builder.b;
        shapes = builder.shapes.toArray(AngularShape[]::new);
        blocks = builder.blocks.stream().map(PairPlan::ordered).toArray(GaussianBlock[]::new);
        groups = builder.groups.toArray(Group[]::new);
        tables = builder.tables.stream().mapToInt(Integer::intValue).toArray();
        reach = builder.reach;
    }

    /** The block with its Gaussians as powers of one another where that will do, since a power costs less. */
    private static GaussianBlock ordered(GaussianBlock block) {
        List<Gaussian> sorted = new ArrayList<>(block.gaussians());
        sorted.sort(Comparator.comparingDouble(Gaussian::eta));
        List<Gaussian> done = new ArrayList<>();
        for (Gaussian g : sorted) {
            int base = done.size();
            int power = 1;
            for (int k = done.size() - 1; k >= 0 && power == 1; k--) {
                double ratio = g.eta() / done.get(k).eta();
                boolean whole = ratio < MOST_POWER && Math.abs(ratio - Math.rint(ratio)) < WHOLE * ratio;
                if (g.centre() != done.get(k).centre() || !whole) continue;
                base = k;
                power = (int) Math.rint(ratio);
            }
            done.add(new Gaussian(g.eta(), g.centre(), g.terms(), base, power));
        }
        boolean shifted = done.stream().anyMatch(g -> g.centre() != 0);
        return new GaussianBlock(block.table(), block.closed(), done, shifted);
    }

    /** Collects the functions of a pair of kinds. */
    static final class Builder {
        final int a;
        final int b;
        private final List<AngularShape> shapes = new ArrayList<>();
        private final List<GaussianBlock> blocks = new ArrayList<>();
        private final List<Group> groups = new ArrayList<>();
        private final List<Integer> tables = new ArrayList<>();
        private double reach;

        Builder(int a, int b) {
            this.a = a;
            this.b = b;
        }

        /**
         * Adds a function if it is about this pair.
         *
         * @param table of a compact polynomial, or of what fades out a Gaussian
         */
        boolean add(SymmetryFunction.Angular f, int first, int second, int table, int column) {
            boolean any = f.first() == SymmetryFunction.ANY;
            if (!any && !(f.first() == first && f.second() == second)) return false;
            if (!shapes.contains(f.angular())) shapes.add(f.angular());
            if (!tables.contains(table)) tables.add(table);
            double weight = any ? (double) first * second : 1;
            terms(f, table).add(new Term(shapes.indexOf(f.angular()), column, weight));
            reach = Math.max(reach, f.closed() ? f.radial().radius() : Double.POSITIVE_INFINITY);
            return true;
        }

        /** The terms that share the function's radial part. */
        private List<Term> terms(SymmetryFunction.Angular f, int table) {
            if (f.radial() instanceof RadialShape.Gaussian g)
                return gaussian(block(table, f.closed()), g).terms();
            for (Group group : groups) if (group.table() == table && group.closed() == f.closed()) return group.terms();
            groups.add(new Group(table, f.closed(), new ArrayList<>()));
            return groups.get(groups.size() - 1).terms();
        }

        private GaussianBlock block(int table, boolean closed) {
            for (GaussianBlock block : blocks) if (block.table() == table && block.closed() == closed) return block;
            blocks.add(new GaussianBlock(table, closed, new ArrayList<>(), false));
            return blocks.get(blocks.size() - 1);
        }

        private static Gaussian gaussian(GaussianBlock block, RadialShape.Gaussian shape) {
            for (Gaussian g : block.gaussians()) if (g.eta() == shape.eta() && g.centre() == shape.centre()) return g;
            block.gaussians().add(new Gaussian(shape.eta(), shape.centre(), new ArrayList<>(), 0, 1));
            return block.gaussians().get(block.gaussians().size() - 1);
        }

        boolean isEmpty() {
            return shapes.isEmpty();
        }

        PairPlan build() {
            return new PairPlan(this);
        }
    }
}
