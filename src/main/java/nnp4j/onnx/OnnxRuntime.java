package nnp4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** Sessions of ONNX Runtime as this library wants them: one thread, silent. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * The one environment.
     *
     * @return it, made on the first call
     */
    public static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "nnp4j");
    }

    /**
     * A session with one thread that says nothing.
     *
     * @param model bytes of an ONNX file
     * @return the session, to be closed
     * @throws OrtException if ONNX Runtime refuses the model
     */
    public static OrtSession session(byte[] model) throws OrtException {
        return session(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
    }

    /** The same with a choice of how much the graph is rewritten first. */
    static OrtSession session(byte[] model, OrtSession.SessionOptions.OptLevel level) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(level);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // The first would round a constant factor before or after a product to float (seen in 1.29: wrong by 1e-8),
            // the second
            // drops a factor of double that is 1 in float, and a term that is 0 in float.
            options.addConfigEntry("optimization.disable_specified_optimizers", "MatMulScaleFusion;NoopElimination");
            return environment().createSession(model, options);
        }
    }

    /**
     * The first line of what ONNX Runtime says.
     *
     * @param e its exception
     * @return one line
     */
    public static String oneLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
