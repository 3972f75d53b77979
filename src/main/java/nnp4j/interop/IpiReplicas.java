package nnp4j.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import nnp4j.units.Units;

/**
 * The geometries of one POSDATA message and what is answered. Without a batch that is h and its inverse (9 values each), the
 * number of atoms, positions; in a batch of B replicas the number of atoms of one, B times h and inverse, B times positions.
 * The answer is energies, the number of atoms, forces, virials and extra texts, likewise.
 */
final class IpiReplicas {
    /** Bytes of a cell and its inverse. */
    private static final int INVERSE = 9 * Double.BYTES;
    /** Hartree per bohr from eV per angstrom. */
    private static final double FORCE = Units.BOHR / Units.HARTREE;

    private final int atoms;
    private final int count;
    private final boolean batched;
    private final double[] cells;
    private final double[] x;
    private final double[] energies;
    private final double[] forces;
    private final double[] virials;

    IpiReplicas(int atoms, int count, boolean batched) {
        this.atoms = atoms;
        this.count = count;
        this.batched = batched;
        this.cells = new double[9 * count];
        this.x = new double[Math.multiplyExact(3 * atoms, count)];
        this.energies = new double[count];
        this.forces = new double[x.length];
        this.virials = new double[9 * count];
    }

    int count() {
        return count;
    }

    /** Cells as on the wire, row-major with the vectors as columns, but in angstrom; read only. */
    double[] cells() {
        return cells;
    }

    /** Positions, angstrom, read only. */
    double[] positions() {
        return x;
    }

    void read(IpiWire wire) throws IOException {
        if (batched) checkAtoms(wire, wire.integer());
        for (int k = 0; k < count; k++) {
            wire.reals(cells, 9 * k, 9, Units.BOHR, "cell vectors");
            wire.skip(INVERSE); // programs disagree on its order
        }
        if (!batched) checkAtoms(wire, wire.integer());
        wire.reals(x, 0, x.length, Units.BOHR, "positions");
    }

    private void checkAtoms(IpiWire wire, int found) {
        if (found != atoms)
            throw new InteropException(wire.where() + ": expected the molecule's " + atoms + " atoms, found " + found);
    }

    void evaluate(ServedPotential potential) {
        potential.evaluate(count, cells, x, energies, forces, virials);
    }

    /** One FORCEREADY message; the extra texts are empty, since ASE 3.22 can read no others. */
    void send(IpiWire wire) throws IOException {
        long size = IpiWord.SIZE + Integer.BYTES + (long) Double.BYTES * (10 * count + x.length) + 4L * count;
        ByteBuffer out = wire.message(Math.toIntExact(size));
        IpiWord.FORCEREADY.put(out);
        for (double energy : energies) out.putDouble(energy / Units.HARTREE);
        out.putInt(atoms);
        for (double force : forces) out.putDouble(force * FORCE);
        for (double virial : virials) out.putDouble(virial / Units.HARTREE);
        for (int k = 0; k < count; k++) out.putInt(0);
        wire.send();
    }
}
