package nnp4j.cli;

/** Bad usage or bad input: one line for the user, exit status 2. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
