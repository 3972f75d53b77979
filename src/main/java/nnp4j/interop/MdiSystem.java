package nnp4j.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/**
 * The atoms of one connection: where the driver put them, and their energy, forces and stress, which are evaluated when they
 * are asked for and something moved since. Lengths are kept in bohr as they came, so that they go back unchanged.
 */
final class MdiSystem {
    /** Hartree per bohr from eV per angstrom. */
    private static final double FORCE = Units.BOHR / Units.HARTREE;

    private final String where;
    private final ServedPotential potential;
    private final int[] elements;
    private final boolean periodic;
    private final int[] atomCount = new int[1];
    private final int[] others;
    private final double[] bohr;
    private final double[] x;
    private final double[] cell = new double[9];
    private final double[] columns = new double[9];
    private final double[] origin = new double[3];
    private final double[] energy = new double[1];
    private final double[] forces;
    private final double[] virial = new double[9];
    private final int[] dimensions = new int[3];
    private boolean hasCell;
    private boolean current;
    private long evaluations;

    MdiSystem(String where, Geometry molecule, ServedPotential potential) {
        this.where = where;
        this.potential = potential;
        elements = new int[molecule.atomCount()];
        for (int i = 0; i < elements.length; i++) elements[i] = molecule.atomicNumber(i);
        others = new int[elements.length];
        periodic = molecule.cell().map(Cell::isPeriodic).orElse(false);
        for (int d = 0; d < 3; d++) {
            int direction = d;
            boolean repeats = molecule.cell().map(c -> c.isPeriodic(direction)).orElse(false);
            dimensions[d] = repeats ? 2 : 1;
        }
        x = molecule.toArray();
        bohr = new double[x.length];
        for (int k = 0; k < x.length; k++) bohr[k] = x[k] / Units.BOHR;
        forces = new double[x.length];
        molecule.cell().ifPresent(this::begin);
    }

    private void begin(Cell own) {
        double[] vectors = own.toArray();
        for (int k = 0; k < 9; k++) {
            cell[k] = vectors[k] / Units.BOHR;
            columns[3 * (k % 3) + k / 3] = vectors[k];
        }
        hasCell = true;
    }

    boolean isPeriodic() {
        return periodic;
    }

    /** How many geometries were evaluated. */
    long evaluations() {
        return evaluations;
    }

    /** The cell, row-major with the vectors as columns, angstrom. */
    double[] columns() {
        return columns;
    }

    /** Positions, angstrom, read only. */
    double[] positions() {
        return x;
    }

    void takeAtomCount(MdiWire wire) throws IOException {
        wire.integers(">NATOMS", atomCount);
        if (atomCount[0] != elements.length)
            throw new InteropException(
                    where + ": expected the molecule's " + elements.length + " atoms, found " + atomCount[0]);
    }

    /** The molecule's elements in its order, or nothing. */
    void takeElements(MdiWire wire) throws IOException {
        wire.integers(">ELEMENTS", others);
        for (int i = 0; i < elements.length; i++)
            if (others[i] != elements[i])
                throw new InteropException(where + ": expected the molecule's elements in its order, with "
                        + Element.symbol(elements[i]) + " as atom " + (i + 1) + ", found " + named(others[i]));
    }

    private static String named(int atomicNumber) {
        return atomicNumber >= 1 && atomicNumber <= Element.LAST
                ? Element.symbol(atomicNumber)
                : "atomic number " + atomicNumber;
    }

    void takePositions(MdiWire wire) throws IOException {
        wire.reals(">COORDS", bohr);
        for (int k = 0; k < x.length; k++) x[k] = Units.BOHR * bohr[k];
        current = false;
    }

    void takeCell(MdiWire wire) throws IOException {
        wire.reals(">CELL", cell);
        for (int k = 0; k < 9; k++) columns[3 * (k % 3) + k / 3] = Units.BOHR * cell[k];
        hasCell = true;
        current = false;
    }

    /** The origin moves no atom: positions are absolute. */
    void takeOrigin(MdiWire wire) throws IOException {
        wire.reals(">CELL_DISPL", origin);
    }

    void giveAtomCount(MdiWire wire) throws IOException {
        wire.send(elements.length);
    }

    void giveElements(MdiWire wire) throws IOException {
        wire.send(elements);
    }

    void givePositions(MdiWire wire) throws IOException {
        wire.send(bohr, 1);
    }

    void giveDimensions(MdiWire wire) throws IOException {
        wire.send(dimensions);
    }

    void giveCell(MdiWire wire) throws IOException {
        if (!hasCell) throw new InteropException(where + ": <CELL: the molecule has no cell");
        wire.send(cell, 1);
    }

    void giveOrigin(MdiWire wire) throws IOException {
        wire.send(origin, 1);
    }

    void giveEnergy(MdiWire wire) throws IOException {
        evaluate();
        wire.message(MdiWire.DOUBLE, 1).putDouble(energy[0] / Units.HARTREE);
        wire.send();
    }

    void giveForces(MdiWire wire) throws IOException {
        evaluate();
        wire.send(forces, FORCE);
    }

    /**
     * The sum of r f over the volume, hartree/bohr^3: minus the derivative of the energy with respect to strain, over the
     * volume, so that positive values push outwards. The Standard says no more than "virial stress tensor"; this is what
     * LAMMPS, as driver, multiplies by the volume for its virial.
     */
    void giveStress(MdiWire wire) throws IOException {
        if (!periodic) throw new InteropException(where + ": <STRESS: the molecule is not periodic, it has no stress");
        evaluate();
        double[] c = cell;
        double volume = Math.abs(c[0] * (c[4] * c[8] - c[5] * c[7])
                + c[1] * (c[5] * c[6] - c[3] * c[8])
                + c[2] * (c[3] * c[7] - c[4] * c[6]));
        ByteBuffer out = wire.message(MdiWire.DOUBLE, 9);
        for (double v : virial) out.putDouble(v / Units.HARTREE / volume);
        wire.send();
    }

    private void evaluate() {
        if (current) return;
        potential.evaluate(1, columns, x, energy, forces, virial);
        current = true;
        evaluations++;
    }
}
