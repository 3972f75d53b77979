package nnp4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the program with what it printed. */
record Program(int status, String out, String err) {
    static Program run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int k = 0; k < words.length; k++) words[k] = arguments[k].toString();
        try (PrintWriter toOut = new PrintWriter(out);
                PrintWriter toErr = new PrintWriter(err)) {
            int status = Main.run(toOut, toErr, words);
            toOut.flush();
            toErr.flush();
            return new Program(status, out.toString(), err.toString());
        }
    }
}
