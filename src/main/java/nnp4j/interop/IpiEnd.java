package nnp4j.interop;

/** How a connection to an i-PI server ended. */
public enum IpiEnd {
    /** No server answered in the time given. */
    NO_SERVER,
    /** The server said EXIT. */
    EXIT,
    /** The server closed its socket between two messages, as older versions of ASE do. */
    CLOSED,
    /** The connection broke within a message, as when the server was killed. */
    BROKEN
}
