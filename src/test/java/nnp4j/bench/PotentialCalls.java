package nnp4j.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;

/**
 * Times a potential file at another program's word, so that nnp4j and a peer take turns on the same geometries: one JSON object
 * a line on standard input, one in answer on standard output. Its requests, by the key {@code do}:
 * <ul>
 *   <li>{@code open}: {@code file}, a potential file
 *   <li>{@code bind}: {@code numbers}, the atomic numbers, {@code frames}, lists of 3n coordinates in angstrom, perhaps
 *       {@code cell}, nine numbers
 *   <li>{@code check}: energy (eV) and forces (eV/angstrom) of the first frame
 *   <li>{@code call}: energies and forces of one frame after another for {@code seconds}: calls, best and median milliseconds
 *   <li>{@code batch}: all frames at once: seconds, and the sum of the energies
 *   <li>{@code md}: {@code steps} of {@code fs} at constant energy from the first frame: seconds
 * </ul>
 */
public final class PotentialCalls implements AutoCloseable {
    private static final int MOST_CALLS = 1 << 20;

    private final long[] nanoseconds = new long[MOST_CALLS];
    private PotentialFile file;
    private BoundPotential potential;
    private Geometry molecule;
    private double[][] frames;

    private PotentialCalls() {}

    /**
     * Answers until standard input ends.
     *
     * @param arguments none
     * @throws IOException if standard input fails
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PotentialCalls calls = new PotentialCalls()) {
            for (String line = in.readLine(); line != null; line = in.readLine())
                out.println(calls.answer(JsonParser.parseString(line).getAsJsonObject()));
        }
    }

    private JsonObject answer(JsonObject request) {
        String verb = request.get("do").getAsString();
        return switch (verb) {
            case "open" -> open(Path.of(request.get("file").getAsString()));
            case "bind" -> bind(request);
            case "check" -> check();
            case "call" -> call(request.get("seconds").getAsDouble());
            case "batch" -> batch();
            case "md" -> md(request.get("steps").getAsInt(), request.get("fs").getAsDouble());
            default ->
                throw new IllegalArgumentException("expected open, bind, check, call, batch or md, found " + verb);
        };
    }

    private JsonObject open(Path path) {
        close();
        file = PotentialFile.open(path);
        return new JsonObject();
    }

    private JsonObject bind(JsonObject request) {
        if (potential != null) potential.close();
        JsonArray list = request.getAsJsonArray("frames");
        frames = new double[list.size()][];
        for (int k = 0; k < frames.length; k++) frames[k] = numbers(list.get(k));
        int[] elements = Arrays.stream(numbers(request.get("numbers")))
                .mapToInt(z -> (int) z)
                .toArray();
        molecule = Geometry.of(elements, frames[0]);
        if (request.has("cell"))
            molecule = molecule.in(Optional.of(Cell.of(numbers(request.get("cell")), true, true, true)));
        potential = file.potentialFor(molecule, Extrapolation.ALLOW);
        return new JsonObject();
    }

    private JsonObject check() {
        double[] forces = new double[frames[0].length];
        JsonObject answer = new JsonObject();
        answer.addProperty("energy", potential.energyAndForces(frames[0], forces));
        JsonArray list = new JsonArray();
        for (double force : forces) list.add(force);
        answer.add("forces", list);
        return answer;
    }

    private JsonObject call(double seconds) {
        double[] forces = new double[frames[0].length];
        long start = System.nanoTime();
        long before = start;
        int count = 0;
        while (count < MOST_CALLS && (before - start < seconds * 1e9 || count < frames.length)) {
            potential.energyAndForces(frames[count % frames.length], forces);
            long now = System.nanoTime();
            nanoseconds[count++] = now - before;
            before = now;
        }
        long[] sorted = Arrays.copyOf(nanoseconds, count);
        Arrays.sort(sorted);
        JsonObject answer = new JsonObject();
        answer.addProperty("calls", count);
        answer.addProperty("best", sorted[0] / 1e6);
        answer.addProperty("median", sorted[count / 2] / 1e6);
        return answer;
    }

    private JsonObject batch() {
        int size = frames[0].length;
        double[] x = new double[frames.length * size];
        for (int k = 0; k < frames.length; k++) System.arraycopy(frames[k], 0, x, k * size, size);
        double[] energies = new double[frames.length];
        double[] forces = new double[x.length];
        long start = System.nanoTime();
        potential.energiesAndForces(frames.length, x, energies, forces);
        JsonObject answer = new JsonObject();
        answer.addProperty("seconds", (System.nanoTime() - start) / 1e9);
        answer.addProperty("energy", Arrays.stream(energies).sum());
        return answer;
    }

    private JsonObject md(int steps, double fs) {
        MolecularDynamics dynamics = MolecularDynamics.of(potential, molecule).withTimeStep(fs);
        long start = System.nanoTime();
        dynamics.run(steps);
        JsonObject answer = new JsonObject();
        answer.addProperty("seconds", (System.nanoTime() - start) / 1e9);
        return answer;
    }

    private static double[] numbers(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    @Override
    public void close() {
        if (potential != null) potential.close();
        if (file != null) file.close();
        potential = null;
        file = null;
    }
}
