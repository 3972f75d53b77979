package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A graph that is evaluated as it is written, node by node, by ONNX Runtime: the type and shape of every value are known when
 * the next node is chosen, and a node whose output would be absurdly large is refused before it runs. Values are taken for an
 * input of few rows and for one with a row more, so that lengths that follow the number of rows are told from fixed ones.
 */
public final class Tape implements GraphWriter, AutoCloseable {
    /** Version of the standard operators in which everything is written. */
    static final int VERSION = 18;

    /** All values of a foreign graph together, in bytes, for both inputs. */
    private static final long MOST_FOREIGN = 192L << 20;

    private static final long MOST_OWN = 4L << 30;

    private final OnnxGraph graph;
    private final Values values;

    /**
     * A tape without values.
     *
     * @param name of the graph
     */
    public Tape(String name) {
        this(new OnnxGraph(name, DataType.DOUBLE), MOST_OWN);
    }

    /** A tape for a graph of unknown origin. */
    Tape(OnnxGraph graph) {
        this(graph, MOST_FOREIGN);
    }

    private Tape(OnnxGraph graph, long most) {
        this.graph = graph;
        this.values = new Values(most);
    }

    /** The graph that is written. */
    OnnxGraph graph() {
        return graph;
    }

    /** What is known of a value. */
    Value value(String name) {
        return values.value(name);
    }

    /** Keeps names for values that come later. */
    void reserve(List<String> names) {
        graph.reserve(names);
    }

    boolean knows(String name) {
        return values.knows(name);
    }

    /** Declares an input with tensors that stand for it; the tape closes them. */
    void input(String name, OnnxTensor few, OnnxTensor more, Object... shape) {
        Value value = values.input(name, few, more);
        graph.input(name, value.type(), shape);
    }

    /**
     * Declares an input of double with numbers to try.
     *
     * @param name of the input
     * @param few numbers of a small one
     * @param more numbers of one that is longer along the lengths that vary; the same if none varies
     * @param fewShape lengths of the small one
     * @param moreShape lengths of the longer one
     * @param declared lengths, or names of lengths that vary
     */
    public void input(String name, double[] few, long[] fewShape, double[] more, long[] moreShape, Object... declared) {
        input(name, tensor(DoubleBuffer.wrap(few), fewShape), tensor(DoubleBuffer.wrap(more), moreShape), declared);
    }

    /**
     * Declares an input of whole numbers with numbers to try.
     *
     * @param name of the input
     * @param few numbers of a small one
     * @param more numbers of one that is longer along the lengths that vary; the same if none varies
     * @param fewShape lengths of the small one
     * @param moreShape lengths of the longer one
     * @param declared lengths, or names of lengths that vary
     */
    public void input(String name, long[] few, long[] fewShape, long[] more, long[] moreShape, Object... declared) {
        input(name, tensor(LongBuffer.wrap(few), fewShape), tensor(LongBuffer.wrap(more), moreShape), declared);
    }

    private static OnnxTensor tensor(Buffer numbers, long[] shape) {
        try {
            return numbers instanceof LongBuffer whole
                    ? OnnxTensor.createTensor(OnnxRuntime.environment(), whole, shape)
                    : OnnxTensor.createTensor(OnnxRuntime.environment(), (DoubleBuffer) numbers, shape);
        } catch (OrtException e) {
            throw new GraphException("ONNX Runtime refuses an input (" + OnnxRuntime.oneLine(e) + ")", e);
        }
    }

    /**
     * The same value, but a constant for derivatives.
     *
     * @param name of a value
     * @return name of the output
     */
    public String held(String name) {
        String held = graph.fresh("held");
        add(Node.of("Identity", Attributes.NONE, List.of(name), List.of(held)));
        values.hold(held);
        return held;
    }

    /**
     * A node with a given output name.
     *
     * @param operator of the standard domain
     * @param output name of the output
     * @param inputs names of values
     */
    public void named(String operator, String output, String... inputs) {
        add(Node.of(operator, Attributes.NONE, List.of(inputs), List.of(output)));
    }

    /**
     * A node that is written without being tried, for what comes after derivatives.
     *
     * @param operator of the standard domain
     * @param inputs names of values
     * @return name of the output
     */
    public String append(String operator, String... inputs) {
        return append(operator, Attributes.NONE, inputs);
    }

    /**
     * The same with attributes.
     *
     * @param operator of the standard domain
     * @param attributes of the node
     * @param inputs names of values
     * @return name of the output
     */
    public String append(String operator, Attributes attributes, String... inputs) {
        return graph.node(operator, attributes, inputs);
    }

    /**
     * A whole number as a constant without dimensions.
     *
     * @param number 64-bit
     * @return name of the constant
     */
    public String whole(long number) {
        return scalar(DataType.INT64, (double) number);
    }

    /**
     * Whether a value has derivatives with respect to inputs.
     *
     * @param name of the value
     * @return false for constants and whole numbers
     */
    public boolean smooth(String name) {
        return value(name).smooth();
    }

    /**
     * A node with several outputs.
     *
     * @param operator of the standard domain
     * @param attributes of the node
     * @param outputs how many
     * @param inputs names of values
     * @return names of the outputs
     */
    public List<String> several(String operator, Attributes attributes, int outputs, String... inputs) {
        String stem = graph.fresh(operator.toLowerCase(Locale.ROOT));
        List<String> names =
                IntStream.range(0, outputs).mapToObj(k -> stem + "_" + k).toList();
        add(Node.of(operator, attributes, List.of(inputs), names));
        return names;
    }

    /**
     * What values become when a step is taken a number of times. Derivatives do not go through it.
     *
     * @param count of steps
     * @param states names of values of double
     * @param step from a graph and the names there, first that of the number of the step, to the names of the next states; it may
     *     use the tape's constants
     * @return names of the last states
     */
    public List<String> repeated(
            int count, List<String> states, BiFunction<OnnxGraph, List<String>, List<String>> step) {
        OnnxGraph body = graph.inner("step");
        List<String> names = new ArrayList<>();
        names.add(body.fresh("number"));
        body.input(names.get(0), DataType.INT64);
        String going = body.fresh("going");
        body.input(going, DataType.BOOL);
        for (String state : states) {
            names.add(body.fresh("state"));
            body.unshaped(names.get(names.size() - 1), value(state).type());
        }
        List<String> next = step.apply(body, names);
        body.unshapedOutput(body.node("Identity", going), DataType.BOOL);
        next.forEach(name -> body.unshapedOutput(name, DataType.DOUBLE));
        graph.outside(body);
        List<String> inputs = new ArrayList<>(List.of(scalar(DataType.INT64, count), ""));
        inputs.addAll(states);
        String stem = graph.fresh("loop");
        List<String> outputs =
                IntStream.range(0, states.size()).mapToObj(k -> stem + "_" + k).toList();
        add(Node.of("Loop", Attributes.NONE.with("body", body.proto()), inputs, outputs));
        return outputs;
    }

    /**
     * Appends the derivatives of a sum with respect to inputs.
     *
     * @param seeds derivatives of the sum with respect to values, by the values' names; each in its value's shape and type
     * @param inputs names of inputs
     * @return names of the derivatives, in the inputs' order
     * @throws GraphException if a node between has no derivative here, or nothing smooth leads from an input to a seed
     */
    public List<String> gradients(Map<String, String> seeds, List<String> inputs) {
        Map<String, String> found = ReverseMode.append(this, seeds, inputs);
        return inputs.stream().map(found::get).toList();
    }

    /**
     * Writes another model in the place where it is called.
     *
     * @param model bytes of an ONNX file of this library
     * @param inputs values on the tape, by the names of the model's inputs
     * @param outputs names of the wanted outputs
     * @return names on the tape, in the outputs' order
     */
    public List<String> call(byte[] model, Map<String, String> inputs, List<String> outputs) {
        return new Call(this, ForeignModel.read(model, null), inputs).outputs(outputs);
    }

    /**
     * Turns inputs into constants, if the names are those of inputs.
     *
     * @param name of an input of whole numbers
     * @param numbers that it always has
     * @param shape lengths
     */
    public void fix(String name, long[] numbers, long... shape) {
        graph.fix(name, DataType.INT64, Arrays.stream(numbers).asDoubleStream().toArray(), shape);
    }

    /**
     * Turns an input into a constant.
     *
     * @param name of an input of double
     * @param numbers that it always has
     * @param shape lengths
     */
    public void fix(String name, double[] numbers, long... shape) {
        graph.fix(name, DataType.DOUBLE, numbers, shape);
    }

    /**
     * Declares a value of double as an output, under a name of its own.
     *
     * @param value name of the value
     * @param output name of the output
     * @param shape lengths, or names of lengths that vary
     */
    public void output(String value, String output, Object... shape) {
        graph.named("Identity", output, value);
        graph.output(output, shape);
    }

    /**
     * The finished model: nothing that no output needs, operators that ONNX Runtime can run.
     *
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, opset 18, IR version 8
     */
    public byte[] model(Map<String, String> metadata) {
        return Finished.of(this).model(VERSION, metadata);
    }

    /** Takes over a constant. */
    void constant(OnnxMl.TensorProto tensor) {
        graph.add(tensor);
        values.constant(tensor);
    }

    @Override
    public String scalar(DataType type, double number) {
        return known(graph.scalar(type, number));
    }

    @Override
    public String integers(long... numbers) {
        return known(graph.integers(numbers));
    }

    /**
     * A number of double as a constant without dimensions.
     *
     * @param number its value
     * @return name of the constant
     */
    public String scalar(double number) {
        return scalar(DataType.DOUBLE, number);
    }

    /**
     * A constant tensor of double.
     *
     * @param stem its name begins with it
     * @param numbers the last dimension running fastest
     * @param shape lengths
     * @return name of the constant
     */
    public String constant(String stem, double[] numbers, long... shape) {
        return known(graph.constant(graph.fresh(stem), numbers, 0, shape));
    }

    private String known(String name) {
        if (!values.knows(name)) values.constant(graph.initializer(name));
        return name;
    }

    @Override
    public String node(String operator, String... inputs) {
        return node(operator, Attributes.NONE, inputs);
    }

    @Override
    public String node(String operator, Attributes attributes, String... inputs) {
        String name = graph.node(operator, attributes, inputs);
        if (!values.knows(name)) values.evaluate(Node.of(operator, attributes, List.of(inputs), List.of(name)));
        return name;
    }

    /**
     * A value in another type.
     *
     * @param name of the value
     * @param type wanted
     * @return name of the output, or of the value itself if it has the type
     */
    public String cast(String name, DataType type) {
        return value(name).type() == type ? name : node("Cast", Attributes.of("to", type.getNumber()), name);
    }

    @Override
    public void add(Node node) {
        graph.add(node);
        values.evaluate(node);
    }

    /** The numbers of a value of double for both inputs. */
    double[][] doubles(String name) {
        return values.doubles(name);
    }

    @Override
    public void close() {
        values.close();
    }
}
