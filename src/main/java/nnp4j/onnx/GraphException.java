package nnp4j.onnx;

/** A graph that is broken, does what is refused, or holds an operator that is not covered. */
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 600;

    /**
     * What is wrong.
     *
     * @param message where, what was expected and what was found, in one line
     */
    public GraphException(String message) {
        super(printable(message));
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message where, what was expected and what was found, in one line
     * @param cause what ONNX Runtime or the reader said
     */
    public GraphException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    /** Names in a file may hold anything; what is said of them is one line. */
    private static String printable(String message) {
        String line = message.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
