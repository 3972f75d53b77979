package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/**
 * Gives energies, forces and stresses to a program that drives it over TCP by the MDI Standard, as LAMMPS does with {@code fix
 * mdi/qm} (Barnes, Marin-Rimoldi, Ellis, Crawford, Comput. Phys. Commun. 261, 107688 (2021), doi:10.1016/j.cpc.2020.107688;
 * messages as in version 1.4 of the MDI Library). It connects where it is told and listens nowhere. Atom count and elements
 * that the driver sends must be the molecule's, in its order. On the wire are bohr and hartree, by CODATA 2022. A cell that is
 * sent for a molecule without periodicity is ignored, with a warning.
 *
 * <p>One thread serves; any thread may close. Nothing is allocated per geometry.
 */
public final class MdiEngine implements AutoCloseable {
    private static final String NODE = "@DEFAULT";
    private static final String NAME = "nnp4j";

    private final Calls calls;
    private final Geometry molecule;
    private final ServedPotential potential;
    private final Consumer<String> warnings;
    private final Set<MdiCommand> listed = EnumSet.noneOf(MdiCommand.class);
    private boolean compared;
    private boolean warnedOfCell;
    private long served;
    private volatile MdiWire wire;
    private volatile boolean closed;

    /**
     * An engine that is not yet connected.
     *
     * @param driver where the driver listens, or will: TCP
     * @param molecule elements in the driver's order, positions to begin with, and whether it is periodic
     * @param potential for these atoms; used by the thread that serves; left open
     * @param warnings told, in one line, what looks wrong
     * @throws IllegalArgumentException if the molecule is periodic and the potential has no virial, or the address is a file
     */
    public MdiEngine(IpiAddress driver, Geometry molecule, Potential potential, Consumer<String> warnings) {
        if (driver.file().isPresent()) throw notTcp(driver.toString());
        this.calls = new Calls("MDI driver", driver);
        this.molecule = molecule;
        this.potential = new ServedPotential("MDI driver at " + driver, molecule, potential);
        this.warnings = warnings;
        boolean periodic = new MdiSystem("", molecule, this.potential).isPeriodic();
        for (MdiCommand command : MdiCommand.values())
            if (!command.isBuiltIn()
                    && (command != MdiCommand.GIVE_STRESS || periodic)
                    && (command != MdiCommand.GIVE_CELL || molecule.cell().isPresent())) listed.add(command);
    }

    /**
     * Reads where a driver listens.
     *
     * @param text {@code HOST:PORT} or {@code [IPv6]:PORT}
     * @return the address; a host's name is looked up only when it is used
     * @throws IllegalArgumentException if the text is none
     */
    public static IpiAddress addressOf(String text) {
        try {
            IpiAddress address = IpiAddress.of(text);
            if (address.file().isEmpty()) return address;
        } catch (IllegalArgumentException e) {
            throw notTcp(text);
        }
        throw notTcp(text);
    }

    private static IllegalArgumentException notTcp(String found) {
        return new IllegalArgumentException(
                "MDI address: expected HOST:PORT with a port from 1 to 65535, found \"" + found + "\"");
    }

    /**
     * Connects and serves until the connection ends. May be called again for the next driver.
     *
     * @param wait how long to try to connect, and then how long the driver may take to accept
     * @return how it ended
     * @throws InteropException if the driver is none, breaks the protocol, sends a command that is not known here, other than
     *     finite numbers, or other atoms, goes silent within a message, or the potential's energy is not finite; the connection
     *     is closed, nothing was sent
     * @throws nnp4j.potential.PotentialException if the potential refuses a geometry; likewise
     */
    public IpiEnd serve(Duration wait) {
        try (MdiWire connected = calls.connect(wait, () -> closed, MdiWire::new)) {
            if (connected == null) return closed ? IpiEnd.CLOSED : IpiEnd.NO_SERVER;
            wire = connected;
            if (closed) return IpiEnd.CLOSED;
            return talk(connected, wait);
        }
    }

    /**
     * How many geometries were evaluated, over all connections.
     *
     * @return 0 or more
     */
    public long served() {
        return served;
    }

    /**
     * Why the last attempt to connect failed.
     *
     * @return in a few words, or empty if none did
     */
    public String failure() {
        return calls.failure();
    }

    private IpiEnd talk(MdiWire driver, Duration wait) {
        MdiSystem system = new MdiSystem(driver.where(), molecule, potential);
        long before = served;
        boolean within = true;
        try {
            driver.greet(wait);
            while (true) {
                within = false;
                MdiCommand command = driver.command();
                if (command == null) return IpiEnd.CLOSED;
                if (command == MdiCommand.EXIT) return IpiEnd.EXIT;
                within = command.bringsValues();
                answer(driver, system, command);
                served = before + system.evaluations();
            }
        } catch (EOFException e) {
            return IpiEnd.BROKEN;
        } catch (IOException e) {
            return within && !closed ? IpiEnd.BROKEN : IpiEnd.CLOSED;
        }
    }

    private void answer(MdiWire driver, MdiSystem system, MdiCommand command) throws IOException {
        switch (command) {
            case NEXT_NODE, TO_DEFAULT -> {} // there is one node
            case GIVE_NODE -> driver.send(NODE, driver.nameLength());
            case GIVE_NAME -> driver.send(NAME, driver.nameLength());
            case GIVE_VERSION ->
                driver.send(MdiWire.VERSION); // as the library does; the Standard's text has one double
            case GIVE_ATOM_COUNT -> system.giveAtomCount(driver);
            case TAKE_ATOM_COUNT -> system.takeAtomCount(driver);
            case GIVE_ELEMENTS -> system.giveElements(driver);
            case TAKE_ELEMENTS -> system.takeElements(driver);
            case GIVE_POSITIONS -> system.givePositions(driver);
            case TAKE_POSITIONS -> {
                system.takePositions(driver);
                compare(system);
            }
            case GIVE_DIMENSIONS -> system.giveDimensions(driver);
            case GIVE_CELL -> system.giveCell(driver);
            case TAKE_CELL -> {
                system.takeCell(driver);
                warnOfCell(system);
            }
            case GIVE_ORIGIN -> system.giveOrigin(driver);
            case TAKE_ORIGIN -> system.takeOrigin(driver);
            case GIVE_ENERGY, GIVE_POTENTIAL_ENERGY -> system.giveEnergy(driver);
            case GIVE_FORCES -> system.giveForces(driver);
            case GIVE_STRESS -> system.giveStress(driver);
            case EXIT -> throw new AssertionError("it was seen before");
            case GIVE_NODE_COUNT -> driver.send(1);
            case GIVE_NODES -> driver.send(entry(driver, NODE) + ",", driver.commandLength() + 1);
            case GIVE_COMMAND_COUNT -> driver.send(listed.size());
            case GIVE_COMMANDS -> giveCommands(driver);
            case GIVE_CALLBACK_COUNT -> driver.send(0);
            case GIVE_CALLBACKS -> driver.send(entry(driver, NODE) + ";", driver.commandLength() + 1);
        }
    }

    /** The node and its commands, each filled up with blanks; commas between them, a semicolon at the end. */
    private void giveCommands(MdiWire driver) throws IOException {
        StringBuilder list = new StringBuilder(entry(driver, NODE));
        for (MdiCommand command : listed) list.append(',').append(entry(driver, command.text()));
        list.append(';');
        driver.send(list.toString(), list.length());
    }

    private static String entry(MdiWire driver, String name) {
        return name + " ".repeat(driver.commandLength() - name.length());
    }

    private void compare(MdiSystem system) {
        if (compared) return;
        compared = true;
        FirstGeometry.doubt(molecule, system.columns(), system.positions()).ifPresent(warnings);
    }

    private void warnOfCell(MdiSystem system) {
        if (warnedOfCell || system.isPeriodic()) return;
        warnedOfCell = true;
        warnings.accept(
                "the driver sends a cell, but the molecule is not periodic: it is ignored, and the driver must not"
                        + " wrap atoms into it");
    }

    @Override
    public void close() {
        closed = true;
        MdiWire connected = wire;
        if (connected != null) connected.close();
    }
}
