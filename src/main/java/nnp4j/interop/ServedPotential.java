package nnp4j.interop;

import java.util.Arrays;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.Potential;

/**
 * A potential asked by a program that may send any numbers: positions and cells are checked before it sees them, and its
 * answers before they are sent. One thread only; allocates nothing per geometry.
 */
final class ServedPotential {
    /** Farthest from the origin that an atom may be, angstrom: unwrapped positions of long runs stay far below. */
    private static final double FARTHEST = 1e6;
    /** Least distance of a cell's opposite faces, angstrom: no crystal's primitive cell is so flat. */
    private static final double FLATTEST = 1;
    /** Least volume per atom, cubic angstrom: hydrogen in the middle of Jupiter has about 1. */
    private static final double DENSEST = 0.5;
    /** How far a cell that cannot change may be off, angstrom: programs differ in their bohr by 1e-9 of it. */
    private static final double SAME_CELL = 1e-5;

    private final String where;
    private final Potential potential;
    private final boolean periodic;
    private final double[] fixedCell;
    private final double[] x;
    private final double[] f;
    private final double[] cell = new double[9];
    private final double[] virial = new double[9];

    ServedPotential(String where, Geometry molecule, Potential potential) {
        this.where = where;
        this.potential = potential;
        this.periodic = molecule.cell().map(Cell::isPeriodic).orElse(false);
        if (periodic && !(potential instanceof PeriodicPotential))
            throw new IllegalArgumentException(
                    "expected a potential with a virial for a periodic system, found one without");
        this.fixedCell = molecule.cell().map(Cell::toArray).orElse(new double[9]);
        this.x = new double[3 * molecule.atomCount()];
        this.f = new double[x.length];
    }

    /**
     * Evaluates replicas one after another, or together where no cell is in the way. Cells as they are on the wire, but in
     * angstrom: row-major with the vectors as columns. Virials are zero for what is not periodic.
     */
    void evaluate(int count, double[] cells, double[] all, double[] energies, double[] forces, double[] virials) {
        for (int k = 0; k < all.length; k++)
            if (!(Math.abs(all[k]) <= FARTHEST))
                throw new InteropException(where + ": expected positions within " + FARTHEST
                        + " angstrom of the origin, found " + all[k] + " for atom " + (k % x.length / 3 + 1));
        try {
            ask(count, cells, all, energies, forces, virials);
        } catch (IllegalArgumentException e) {
            throw new InteropException(where + ": a geometry for which there is no energy: " + e.getMessage(), e);
        }
        checkFinite("energy", energies);
        checkFinite("force", forces);
        checkFinite("virial", virials);
    }

    private void ask(int count, double[] cells, double[] all, double[] energies, double[] forces, double[] virials) {
        if (periodic) {
            for (int k = 0; k < count; k++) evaluateInCell(k, cells, all, energies, forces, virials);
        } else {
            Arrays.fill(virials, 0);
            if (count == 1) energies[0] = potential.energyAndForces(all, forces);
            else potential.energiesAndForces(count, all, energies, forces);
        }
    }

    private void evaluateInCell(
            int k, double[] cells, double[] all, double[] energies, double[] forces, double[] virials) {
        for (int v = 0; v < 3; v++) for (int c = 0; c < 3; c++) cell[3 * v + c] = cells[9 * k + 3 * c + v];
        System.arraycopy(all, k * x.length, x, 0, x.length);
        if (potential instanceof AtomicPotential atomic) {
            checkCell();
            energies[k] = atomic.energyForcesAndVirial(x, cell, f, virial);
        } else {
            checkUnchanged();
            energies[k] = ((PeriodicPotential) potential).energyForcesAndVirial(x, f, virial);
        }
        System.arraycopy(f, 0, forces, k * x.length, x.length);
        System.arraycopy(virial, 0, virials, 9 * k, 9);
    }

    /** A flat or tiny cell would have images without number. */
    private void checkCell() {
        double volume = Math.abs(cell[0] * (cell[4] * cell[8] - cell[5] * cell[7])
                + cell[1] * (cell[5] * cell[6] - cell[3] * cell[8])
                + cell[2] * (cell[3] * cell[7] - cell[4] * cell[6]));
        double largestFace = Math.max(face(0, 3), Math.max(face(3, 6), face(6, 0)));
        if (!(volume >= DENSEST * x.length / 3
                && volume >= FLATTEST * largestFace
                && largestFace < FARTHEST * FARTHEST))
            throw new InteropException(where + ": expected a cell of at least " + DENSEST
                    + " cubic angstrom per atom and " + FLATTEST + " angstrom between faces, found vectors "
                    + Arrays.toString(cell));
    }

    /** Area spanned by two vectors. */
    private double face(int a, int b) {
        double nx = cell[a + 1] * cell[b + 2] - cell[a + 2] * cell[b + 1];
        double ny = cell[a + 2] * cell[b] - cell[a] * cell[b + 2];
        double nz = cell[a] * cell[b + 1] - cell[a + 1] * cell[b];
        return Math.sqrt(nx * nx + ny * ny + nz * nz);
    }

    private void checkUnchanged() {
        for (int k = 0; k < 9; k++)
            if (!(Math.abs(cell[k] - fixedCell[k]) <= SAME_CELL))
                throw new InteropException(where + ": expected the molecule's cell " + Arrays.toString(fixedCell)
                        + ", which this potential cannot change, found " + Arrays.toString(cell));
    }

    private void checkFinite(String what, double[] values) {
        for (double value : values)
            if (!Double.isFinite(value))
                throw new InteropException(where + ": expected a finite " + what + " of the potential, found " + value
                        + "; nothing was sent");
    }
}
