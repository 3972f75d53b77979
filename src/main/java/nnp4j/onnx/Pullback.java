package nnp4j.onnx;

/** Adds what the outputs' adjoints of one kind of node mean for its inputs. */
@FunctionalInterface
interface Pullback {
    /** For operators whose outputs do not change smoothly with their inputs. */
    Pullback NONE = step -> {};

    void pull(Step step);
}
