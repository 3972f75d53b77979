package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import nnp4j.units.Units;

/** A server's talk with one client: how it is, where the atoms are, what their energy and forces are. */
final class IpiDialogue implements AutoCloseable {
    /** Longest extra text that is read past. */
    private static final int LONGEST_EXTRA = 1 << 24;
    /** eV per angstrom from hartree per bohr. */
    private static final double FORCE = Units.HARTREE / Units.BOHR;

    private final IpiWire wire;
    private final Duration wait;
    private final Duration limit;
    private final double[] energy = new double[1];
    private final double[] inverse = new double[9];

    /** With limits on the answer to the question how it is, and on a calculation. */
    IpiDialogue(IpiWire wire, Duration wait, Duration limit) {
        this.wire = wire;
        this.wait = wait;
        this.limit = limit;
    }

    /** Energy in eV; forces in eV/angstrom and the virial in eV are overwritten. The cell has its vectors as rows, angstrom. */
    double ask(double[] cell, double[] x, double[] forces, double[] virial) throws IOException {
        makeReady();
        sendPositions(cell, x);
        expect(wire.word(limit, "an energy and forces"), IpiWord.FORCEREADY);
        wire.reals(energy, 0, 1, Units.HARTREE, "energy");
        int atoms = wire.integer();
        if (atoms != x.length / 3)
            throw new InteropException(
                    wire.where() + ": expected forces of " + x.length / 3 + " atoms, found " + atoms);
        wire.reals(forces, 0, x.length, FORCE, "forces");
        wire.reals(virial, 0, 9, Units.HARTREE, "virial");
        symmetrize(virial);
        int extra = wire.integer();
        if (extra < 0 || extra > LONGEST_EXTRA)
            throw new InteropException(
                    wire.where() + ": expected 0 to " + LONGEST_EXTRA + " bytes of extra text, found " + extra);
        wire.skip(extra);
        return energy[0];
    }

    /** Asks how the client is, and initializes it where it wants to be. */
    private void makeReady() throws IOException {
        IpiWord.STATUS.put(wire.message(IpiWord.SIZE));
        wire.send();
        IpiWord state = wire.word(wait, "an answer to STATUS");
        if (state == IpiWord.NEEDINIT) {
            ByteBuffer message = wire.message(2 * IpiWord.SIZE + 2 * Integer.BYTES + 1);
            IpiWord.INIT.put(message);
            message.putInt(0).putInt(1).put((byte) ' ');
            IpiWord.STATUS.put(message);
            wire.send();
            state = wire.word(wait, "an answer to STATUS");
        }
        expect(state, IpiWord.READY);
    }

    private void expect(IpiWord found, IpiWord expected) throws IOException {
        if (found == null) throw new EOFException(wire.where() + ": ended");
        if (found != expected) throw new InteropException(wire.where() + ": expected " + expected + ", found " + found);
    }

    private void sendPositions(double[] cell, double[] x) throws IOException {
        int doubles = 18 + x.length;
        ByteBuffer message =
                wire.message(Math.toIntExact(2L * IpiWord.SIZE + Integer.BYTES + (long) Double.BYTES * doubles));
        IpiWord.POSDATA.put(message);
        for (int k = 0; k < 9; k++) message.putDouble(cell[3 * (k % 3) + k / 3] / Units.BOHR);
        invert(cell);
        for (int k = 0; k < 9; k++) message.putDouble(inverse[k] * Units.BOHR);
        message.putInt(x.length / 3);
        for (double value : x) message.putDouble(value / Units.BOHR);
        IpiWord.GETFORCE.put(message);
        wire.send();
    }

    /** The inverse of the matrix whose columns are the cell vectors: its rows are the reciprocal vectors, without 2 pi. */
    private void invert(double[] cell) {
        for (int v = 0; v < 3; v++) {
            int a = 3 * ((v + 1) % 3);
            int b = 3 * ((v + 2) % 3);
            inverse[3 * v] = cell[a + 1] * cell[b + 2] - cell[a + 2] * cell[b + 1];
            inverse[3 * v + 1] = cell[a + 2] * cell[b] - cell[a] * cell[b + 2];
            inverse[3 * v + 2] = cell[a] * cell[b + 1] - cell[a + 1] * cell[b];
        }
        double volume = cell[0] * inverse[0] + cell[1] * inverse[1] + cell[2] * inverse[2];
        for (int k = 0; k < 9; k++) inverse[k] /= volume;
    }

    /** LAMMPS sends only the triangle above the diagonal; others differ by rounding. */
    private static void symmetrize(double[] w) {
        boolean upperOnly = w[3] == 0 && w[6] == 0 && w[7] == 0;
        boolean lowerOnly = w[1] == 0 && w[2] == 0 && w[5] == 0;
        double share = upperOnly || lowerOnly ? 1 : 0.5;
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < i; j++) {
                double both = share * (w[3 * i + j] + w[3 * j + i]);
                w[3 * i + j] = both;
                w[3 * j + i] = both;
            }
    }

    /** Says EXIT; a client that is gone does not mind. */
    void exit() {
        try {
            IpiWord.EXIT.put(wire.message(IpiWord.SIZE));
            wire.send();
        } catch (IOException | InteropException e) {
            // Gone already.
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
