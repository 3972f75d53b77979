package nnp4j.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialSource;

/**
 * Potentials whose energies and forces another program gives: LAMMPS ({@code fix ipi}), ASE's SocketClient, DFTB+ and other
 * clients of the i-PI protocol connect to it. A client that dies is waited for again, and gets the geometry anew; an answer to
 * another geometry is never taken. The protocol sends no elements: the client must have the atoms in the same order. What has no
 * cell is sent in a cubic box with 100 angstrom to spare, for programs that need one.
 *
 * <p>Threads may share it: their geometries are asked for one after another. Nothing is allocated per geometry.
 */
public final class IpiServer implements PotentialSource {
    /** Clients that may die at the same geometry before it is given up. */
    private static final int MOST_DEATHS = 3;

    private final IpiAddress address;
    private final Duration wait;
    private final Duration limit;
    private final Consumer<String> words;
    private final IpiDoor door;
    private int[] atoms;
    private IpiDialogue dialogue;
    private boolean closed;

    private IpiServer(IpiAddress address, Duration wait, Duration limit, Consumer<String> words, IpiDoor door) {
        this.address = address;
        this.wait = wait;
        this.limit = limit;
        this.words = words;
        this.door = door;
    }

    /**
     * Listens; the client is waited for when the first energy is asked for.
     *
     * @param address where clients connect
     * @param wait how long to wait for one, and for its answer to the question how it is
     * @param limit how long one calculation may take
     * @param anywhere whether an address that other machines can reach is meant; whoever connects first gives the energies
     * @param words told, in one line, whom it waits for
     * @return a server that listens
     * @throws InteropException if the address is in use, or can be reached by others and that is not meant
     */
    public static IpiServer listen(
            IpiAddress address, Duration wait, Duration limit, boolean anywhere, Consumer<String> words) {
        if (!anywhere && !address.isLocal())
            throw new InteropException("i-PI at " + address
                    + ": expected an address that only this machine reaches, such as localhost:31415"
                    + " (--listen-anywhere allows others)");
        return new IpiServer(address, wait, limit, words, IpiDoor.open(address));
    }

    @Override
    public synchronized BoundPotential potentialFor(Geometry geometry, Consumer<Extrapolation> onExtrapolation) {
        if (closed) throw new IllegalStateException("i-PI at " + address + ": closed");
        int[] numbers = geometry.atomicNumbers();
        if (atoms == null) atoms = numbers;
        if (!Arrays.equals(atoms, numbers))
            throw new PotentialException(
                    "i-PI at " + address + ": expected the same atoms in the same order all the time,"
                            + " since the client has but one system; found " + geometry.formula());
        return new IpiPotential(this, geometry);
    }

    @Override
    public void release(BoundPotential potential) {
        potential.close();
    }

    /** Asks the client; lengths were checked. */
    synchronized double ask(double[] cell, double[] x, double[] forces, double[] virial) {
        for (int death = 1; ; death++) {
            if (closed) throw new IllegalStateException("i-PI at " + address + ": closed");
            try {
                if (dialogue == null) admit();
                return dialogue.ask(cell, x, forces, virial);
            } catch (IOException e) {
                hangUp();
                if (death == MOST_DEATHS)
                    throw new InteropException(
                            "i-PI client at " + address + ": ended " + death + " times at the same geometry", e);
                words.accept("the i-PI client at " + address + " ended");
            } catch (InteropException e) {
                hangUp();
                throw e;
            }
        }
    }

    private void admit() throws IOException {
        words.accept("waiting " + wait.toMillis() / 1000.0 + " s for a client of the i-PI protocol to connect to "
                + address);
        dialogue = new IpiDialogue(door.admit(wait), wait, limit);
    }

    private void hangUp() {
        if (dialogue != null) dialogue.close();
        dialogue = null;
    }

    @Override
    public String place() {
        return "ipi:" + address;
    }

    @Override
    public String name() {
        return "the program at " + address;
    }

    @Override
    public String levelOfTheory() {
        return "that of the program at " + address;
    }

    @Override
    public OptionalDouble atomsEnergy(Geometry geometry) {
        return OptionalDouble.empty();
    }

    @Override
    public int memberCount() {
        return 1;
    }

    /** Says EXIT to the client, and removes a UNIX socket's file. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        if (dialogue != null) dialogue.exit();
        hangUp();
        door.close();
    }
}
