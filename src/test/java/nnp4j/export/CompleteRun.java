package nnp4j.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.onnx.OnnxRuntime;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.PotentialFile;

/** Runs an exported model as another program would, with a neighbour list of its own for a crystal. */
final class CompleteRun implements AutoCloseable {
    private final OrtSession session;
    private final Geometry geometry;
    private final double cutoff;
    double energy;
    double[] forces;
    double[] virial;

    CompleteRun(byte[] model, Geometry geometry, Path source) {
        this.geometry = geometry;
        try (PotentialFile file = PotentialFile.open(source)) {
            cutoff = file.card().inputs() instanceof AtomInputs inputs
                    ? inputs.descriptor().cutoff()
                    : 0;
            session = OnnxRuntime.session(model);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    void at(double[] x) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        int n = geometry.atomCount();
        try {
            inputs.put("coordinates", tensor(x, n, 3));
            if (geometry.cell().isPresent()) addNeighbors(inputs, x, n);
            try (OrtSession.Result result = session.run(inputs)) {
                energy = ((OnnxTensor) result.get("energy").orElseThrow())
                        .getDoubleBuffer()
                        .get(0);
                forces = numbers(result, "forces", 3 * n);
                virial = geometry.cell().isPresent() ? numbers(result, "virial", 9) : null;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static double[] numbers(OrtSession.Result result, String name, int count) throws OrtException {
        double[] numbers = new double[count];
        ((OnnxTensor) result.get(name).orElseThrow()).getDoubleBuffer().get(numbers);
        return numbers;
    }

    private static OnnxTensor tensor(double[] numbers, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OnnxRuntime.environment(), DoubleBuffer.wrap(numbers), shape);
    }

    private void addNeighbors(Map<String, OnnxTensor> inputs, double[] x, int n) throws OrtException {
        NeighborList list = NeighborList.of(geometry, cutoff, 0.3);
        list.update(x);
        Neighborhood around = new Neighborhood();
        int most = 0;
        for (int i = 0; i < n; i++) {
            list.gather(i, around);
            most = Math.max(most, around.count());
        }
        most += 2; // places that stay empty must not matter
        long[] neighbors = new long[n * most];
        Arrays.fill(neighbors, -1);
        double[] shifts = new double[3 * n * most];
        for (int i = 0; i < n; i++) {
            list.gather(i, around);
            for (int k = 0; k < around.count(); k++) {
                int j = around.atoms()[k];
                neighbors[i * most + k] = j;
                for (int c = 0; c < 3; c++)
                    shifts[3 * (i * most + k) + c] = around.displacements()[3 * k + c] - (x[3 * j + c] - x[3 * i + c]);
            }
        }
        inputs.put(
                "neighbors",
                OnnxTensor.createTensor(OnnxRuntime.environment(), LongBuffer.wrap(neighbors), new long[] {n, most}));
        inputs.put("shifts", tensor(shifts, n, most, 3));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
