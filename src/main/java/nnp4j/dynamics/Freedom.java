package nnp4j.dynamics;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;

/**
 * Which motions share the kinetic energy: fixed atoms have none; a body that floats free keeps the momentum, and outside of a
 * periodic cell the angular momentum, that it starts with, and it starts with none.
 */
final class Freedom {
    private final boolean[] fixed;
    private final int count;
    private final boolean momentum;
    private final boolean angular;

    private Freedom(boolean[] fixed, int count, boolean momentum, boolean angular) {
        this.fixed = fixed;
        this.count = count;
        this.momentum = momentum;
        this.angular = angular;
    }

    /**
     * The motions of a run.
     *
     * @param anchored whether the energy depends on where in space the molecule is
     * @param conserves whether the dynamics conserves momentum
     */
    static Freedom of(Geometry geometry, int[] fixedAtoms, boolean anchored, boolean conserves) {
        int n = geometry.atomCount();
        boolean[] fixed = new boolean[n];
        for (int atom : fixedAtoms) {
            if (atom < 0 || atom >= n)
                throw new IllegalArgumentException("fixed atoms: expected 1 to " + n + ", found " + (atom + 1));
            fixed[atom] = true;
        }
        int moving = 0;
        for (boolean is : fixed) if (!is) moving++;
        boolean floats = !anchored && moving == n;
        boolean turns = floats && geometry.cell().filter(Cell::isPeriodic).isEmpty();
        int lost = !floats || !conserves ? 0 : !turns ? 3 : n == 2 ? 5 : 6;
        int count = 3 * moving - lost;
        if (count <= 0)
            throw new IllegalArgumentException(
                    moving == 0
                            ? "dynamics: every atom is fixed (expected one that moves)"
                            : "dynamics: " + geometry.formula()
                                    + " has no inner motion (expected more atoms, or anchored)");
        return new Freedom(fixed, count, floats, turns);
    }

    /** Degrees of freedom. */
    int count() {
        return count;
    }

    boolean isFixed(int atom) {
        return fixed[atom];
    }

    /** Whether the start has no momentum. */
    boolean startsAtRest() {
        return momentum;
    }

    /** Whether the start has no angular momentum. */
    boolean startsUnturned() {
        return angular;
    }

    @Override
    public String toString() {
        String still = IntStream.range(0, fixed.length)
                .filter(i -> fixed[i])
                .mapToObj(i -> Integer.toString(i + 1))
                .collect(Collectors.joining(" "));
        return count
                + (count == 1 ? " degree of freedom" : " degrees of freedom")
                + (still.isEmpty() ? "" : ", fixed atoms " + still)
                + (angular
                        ? ", started without momentum and angular momentum"
                        : momentum ? ", started without momentum" : "");
    }
}
