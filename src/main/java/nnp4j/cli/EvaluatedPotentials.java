package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.NeuralPotential;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;

/** The potentials that a run of frames needs, each opened once; counts the frames outside their range. */
final class EvaluatedPotentials implements AutoCloseable {
    private final PotentialOptions options;
    private final Map<List<Integer>, Opened> opened = new HashMap<>();
    private int frames;
    private int outside;
    private String firstOutside;

    EvaluatedPotentials(PotentialOptions options) {
        this.options = options;
    }

    private record Opened(PotentialFile file, NeuralPotential potential) {}

    /** Energy (eV), forces (eV/angstrom), energy of the separated atoms (eV), and the extrapolation if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Result(double energy, double[] forces, OptionalDouble zero, Optional<Extrapolation> extrapolation) {}

    Result evaluate(Path where, Frame frame) {
        Geometry geometry = frame.geometry();
        Opened o;
        try {
            o = opened.computeIfAbsent(
                    Arrays.stream(geometry.atomicNumbers()).boxed().toList(), z -> {
                        PotentialFile file = options.open(geometry);
                        return new Opened(file, file.potentialFor(geometry, Extrapolation.ALLOW));
                    });
        } catch (UsageError e) {
            throw new UsageError(where + ": frame " + frame.number() + ": " + e.getMessage());
        }
        double[] x = geometry.toArray();
        Optional<Extrapolation> extrapolation = options.onExtrapolation() == PotentialOptions.OnExtrapolation.ALLOW
                ? Optional.empty()
                : o.potential().extrapolation(x);
        frames++;
        if (extrapolation.isPresent()) note(where + ": frame " + frame.number() + ": " + extrapolation.get());
        double[] forces = new double[x.length];
        double energy = o.potential().energyAndForces(x, forces);
        if (!Double.isFinite(energy))
            throw new PotentialException(where + ": frame " + frame.number() + ": the energy is not finite: " + energy);
        return new Result(energy, forces, o.file().card().atomsEnergy(geometry), extrapolation);
    }

    private void note(String message) {
        if (options.onExtrapolation() == PotentialOptions.OnExtrapolation.ERROR) throw new PotentialException(message);
        if (outside++ == 0) firstOutside = message;
    }

    /** One warning for all frames outside the range. */
    void warn(PrintWriter err) {
        if (outside == 0) return;
        String count = frames == 1 ? "" : " (" + outside + " of " + frames + " frames)";
        err.println("warning: " + firstOutside + count);
        err.flush();
    }

    /** Which potentials were used, and how good they are. */
    String words() {
        StringBuilder words = new StringBuilder();
        for (Opened o : opened.values())
            words.append("potential ")
                    .append(o.file().path())
                    .append(options.given() ? "" : " (chosen by composition)")
                    .append(": ")
                    .append(o.file().card().levelOfTheory())
                    .append("; test ")
                    .append(InfoCommand.accuracy(o.file().card().test()))
                    .append(System.lineSeparator());
        return words.toString();
    }

    List<Path> files() {
        List<Path> files = new ArrayList<>();
        opened.values().forEach(o -> files.add(o.file().path()));
        return files;
    }

    @Override
    public void close() {
        opened.values().forEach(o -> o.file().close());
    }
}
