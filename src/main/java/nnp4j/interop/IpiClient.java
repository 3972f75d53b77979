package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/**
 * Gives energies and forces to a program that speaks the i-PI protocol as a server: i-PI, ASE's SocketIOCalculator and others
 * (Ceriotti, More, Manolopoulos, Comput. Phys. Commun. 185, 1019 (2014), doi:10.1016/j.cpc.2013.10.027; batches of replicas as
 * i-PI 3.3 sends them). It connects where it is told and listens nowhere. The protocol sends no elements: the server must
 * have the atoms in the molecule's order, and only their number can be checked. On the wire are bohr and hartree, by CODATA
 * 2022. The virial is the sum of r f, and zero for what is not periodic; the cell of such a molecule is ignored.
 *
 * <p>One thread serves; any thread may close. Nothing is allocated per geometry.
 */
public final class IpiClient implements AutoCloseable {
    /** Longest text of INIT that is read. */
    private static final int LONGEST_TEXT = 1 << 16;
    /** Most atoms of all replicas of a batch: their arrays take about 30 MB. */
    private static final int MOST_ATOMS = 1 << 18;

    private static final Pattern BATCH = Pattern.compile("batch_size:\\s*(-?[0-9]{1,18})(?![0-9])");

    private final Calls calls;
    private final Geometry molecule;
    private final ServedPotential potential;
    private final Consumer<String> warnings;
    private IpiReplicas replicas;
    private boolean compared;
    private boolean batched;
    private long served;
    private volatile IpiWire wire;
    private volatile boolean closed;

    /**
     * A client that is not yet connected.
     *
     * @param server where the server listens, or will
     * @param molecule elements in the server's order, positions to compare its first geometry with, and whether it is periodic
     * @param potential for these atoms; used by the thread that serves; left open
     * @param warnings told, in one line, when the first geometry looks like other atoms
     * @throws IllegalArgumentException if the molecule is periodic and the potential has no virial
     */
    public IpiClient(IpiAddress server, Geometry molecule, Potential potential, Consumer<String> warnings) {
        this.calls = new Calls("i-PI server", server);
        this.molecule = molecule;
        this.potential = new ServedPotential("i-PI server at " + server, molecule, potential);
        this.warnings = warnings;
        this.replicas = new IpiReplicas(molecule.atomCount(), 1, false);
    }

    /**
     * Connects and serves until the connection ends. May be called again for the next server.
     *
     * @param wait how long to try to connect
     * @return how it ended
     * @throws InteropException if the server breaks the protocol, sends other than finite numbers or another number of atoms,
     *     goes silent within a message, or the potential's energy is not finite; the connection is closed, nothing was sent
     * @throws nnp4j.potential.PotentialException if the potential refuses a geometry; likewise
     */
    public IpiEnd serve(Duration wait) {
        try (IpiWire connected = calls.connect(wait, () -> closed, IpiWire::new)) {
            if (connected == null) return closed ? IpiEnd.CLOSED : IpiEnd.NO_SERVER;
            wire = connected;
            if (closed) return IpiEnd.CLOSED;
            return talk(connected);
        }
    }

    /**
     * How many geometries were answered, over all connections. A server whose batch is not full repeats a geometry in it, which
     * nothing tells from a replica at the same place: those count.
     *
     * @return 0 or more
     */
    public long served() {
        return served;
    }

    /**
     * Whether a server asked for batches, so that {@link #served()} may count repetitions.
     *
     * @return false where every geometry came alone
     */
    public boolean batched() {
        return batched;
    }

    /**
     * Why no server could be reached, in the system's words.
     *
     * @return of the last attempt that failed; empty where none did
     */
    public String failure() {
        return calls.failure();
    }

    private IpiEnd talk(IpiWire server) {
        IpiWord state = IpiWord.NEEDINIT;
        boolean within = false;
        replicas = new IpiReplicas(molecule.atomCount(), 1, false);
        try {
            while (true) {
                within = false;
                IpiWord word = server.word();
                if (word == null) return IpiEnd.CLOSED;
                if (word == IpiWord.EXIT) return IpiEnd.EXIT;
                within = word == IpiWord.INIT || word == IpiWord.POSDATA;
                state = answer(server, word, state);
            }
        } catch (EOFException e) {
            return IpiEnd.BROKEN;
        } catch (IOException e) {
            return within && !closed ? IpiEnd.BROKEN : IpiEnd.CLOSED;
        }
    }

    private IpiWord answer(IpiWire server, IpiWord word, IpiWord state) throws IOException {
        switch (word) {
            case STATUS -> {
                state.put(server.message(IpiWord.SIZE));
                server.send();
                return state;
            }
            case INIT -> {
                initialize(server);
                return IpiWord.READY;
            }
            case POSDATA -> {
                replicas.read(server);
                compare();
                replicas.evaluate(potential);
                return IpiWord.HAVEDATA;
            }
            case GETFORCE -> {
                if (state != IpiWord.HAVEDATA)
                    throw new InteropException(server.where() + ": expected POSDATA before GETFORCE, found none");
                replicas.send(server);
                served += replicas.count();
                return IpiWord.READY;
            }
            default ->
                throw new InteropException(
                        server.where() + ": expected a word of a server, found the client's " + word);
        }
    }

    private void initialize(IpiWire server) throws IOException {
        server.integer(); // the replica's number, of no use here
        int length = server.integer();
        if (length < 0 || length > LONGEST_TEXT)
            throw new InteropException(
                    server.where() + ": INIT: expected a text of 0 to " + LONGEST_TEXT + " bytes, found " + length);
        Matcher batch = BATCH.matcher(new String(server.bytes(length), StandardCharsets.ISO_8859_1));
        long count = batch.find() ? Long.parseLong(batch.group(1)) : 1;
        if (count < 1
                || count > MOST_ATOMS
                || count * molecule.atomCount() > Math.max(MOST_ATOMS, molecule.atomCount()))
            throw new InteropException(server.where() + ": INIT: expected batch_size from 1 to "
                    + Math.max(1, MOST_ATOMS / molecule.atomCount()) + ", found " + count);
        replicas = new IpiReplicas(molecule.atomCount(), (int) count, count > 1);
        batched |= count > 1;
    }

    private void compare() {
        if (compared) return;
        compared = true;
        FirstGeometry.doubt(molecule, replicas.cells(), replicas.positions()).ifPresent(warnings);
    }

    @Override
    public void close() {
        closed = true;
        IpiWire connected = wire;
        if (connected != null) connected.close();
    }
}
