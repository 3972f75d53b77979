package nnp4j.interop;

import java.nio.charset.StandardCharsets;

/** Commands of the MDI Standard that an engine for energies and forces knows at its only node. */
enum MdiCommand {
    GIVE_NODE("<@"),
    NEXT_NODE("@"),
    TO_DEFAULT("@DEFAULT"),
    GIVE_NAME("<NAME"),
    GIVE_VERSION("<VERSION"),
    GIVE_ATOM_COUNT("<NATOMS"),
    TAKE_ATOM_COUNT(">NATOMS"),
    GIVE_ELEMENTS("<ELEMENTS"),
    TAKE_ELEMENTS(">ELEMENTS"),
    GIVE_POSITIONS("<COORDS"),
    TAKE_POSITIONS(">COORDS"),
    GIVE_DIMENSIONS("<DIMENSIONS"),
    GIVE_CELL("<CELL"),
    TAKE_CELL(">CELL"),
    GIVE_ORIGIN("<CELL_DISPL"),
    TAKE_ORIGIN(">CELL_DISPL"),
    GIVE_ENERGY("<ENERGY"),
    GIVE_POTENTIAL_ENERGY("<PE"),
    GIVE_FORCES("<FORCES"),
    GIVE_STRESS("<STRESS"),
    EXIT("EXIT"),
    GIVE_NODE_COUNT("<NNODES"),
    GIVE_NODES("<NODES"),
    GIVE_COMMAND_COUNT("<NCOMMANDS"),
    GIVE_COMMANDS("<COMMANDS"),
    GIVE_CALLBACK_COUNT("<NCALLBACKS"),
    GIVE_CALLBACKS("<CALLBACKS");

    private static final MdiCommand[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // never written after construction, never handed out
    private final byte[] bytes;

    MdiCommand(String name) {
        bytes = name.getBytes(StandardCharsets.US_ASCII);
    }

    /** The command as it is on the wire, filled up with zeros there. */
    String text() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Whether it is one that every engine of the MDI Library answers without listing it. */
    boolean isBuiltIn() {
        return compareTo(EXIT) > 0;
    }

    /** Whether the driver sends values after it. */
    boolean bringsValues() {
        return bytes[0] == '>';
    }

    /** The command that stands there up to the first zero, or null for none. */
    static MdiCommand of(byte[] name, int length) {
        for (MdiCommand command : ALL) if (command.stands(name, length)) return command;
        return null;
    }

    private boolean stands(byte[] name, int length) {
        for (int k = 0; k < bytes.length; k++) if (k >= length || name[k] != bytes[k]) return false;
        return length == bytes.length || name[bytes.length] == 0;
    }
}
