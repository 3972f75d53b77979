package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.BoundPotentials;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;

/** The potentials that a run of frames needs, each opened once; counts the frames outside their range. */
final class EvaluatedPotentials implements AutoCloseable {
    private final PotentialOptions options;
    private final Map<List<Integer>, Opened> opened = new LinkedHashMap<>();
    private int frames;
    private int outside;
    private String firstOutside;

    EvaluatedPotentials(PotentialOptions options) {
        this.options = options;
    }

    /** The file asked for, once it is open. */
    private Opened given;

    private record Opened(PotentialFile file, BoundPotentials potentials) {
        static Opened of(PotentialFile file) {
            return new Opened(file, new BoundPotentials(file, Extrapolation.ALLOW));
        }
    }

    /** Energy (eV), forces (eV/angstrom), the members' spread of an ensemble (eV), energy of the separated atoms (eV), and the extrapolation if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Result(
            double energy,
            double[] forces,
            OptionalDouble spread,
            OptionalDouble zero,
            Optional<Extrapolation> extrapolation) {}

    Result evaluate(Path where, Frame frame) {
        Geometry geometry = frame.geometry();
        Opened o;
        try {
            o = opened(geometry);
        } catch (UsageError e) {
            throw new UsageError(where + ": frame " + frame.number() + ": " + e.getMessage());
        }
        BoundPotential potential;
        try {
            potential = o.potentials().of(geometry);
        } catch (PotentialException e) {
            throw new PotentialException(where + ": frame " + frame.number() + ": " + e.getMessage(), e);
        }
        double[] x = geometry.toArray();
        Optional<Extrapolation> extrapolation = options.onExtrapolation() == PotentialOptions.OnExtrapolation.ALLOW
                ? Optional.empty()
                : potential.extrapolation(x);
        frames++;
        if (extrapolation.isPresent()) note(where + ": frame " + frame.number() + ": " + extrapolation.get());
        double[] forces = new double[x.length];
        double energy = potential.energyAndForces(x, forces);
        if (!Double.isFinite(energy))
            throw new PotentialException(where + ": frame " + frame.number() + ": the energy is not finite: " + energy);
        OptionalDouble spread = potential instanceof AtomicPotential atoms && atoms.memberCount() > 1
                ? OptionalDouble.of(atoms.energySpread())
                : OptionalDouble.empty();
        return new Result(energy, forces, spread, o.file().card().atomsEnergy(geometry), extrapolation);
    }

    /** One file for all if it was asked for, or one for each composition. */
    private Opened opened(Geometry geometry) {
        List<Integer> atoms = Arrays.stream(geometry.atomicNumbers()).boxed().toList();
        return opened.computeIfAbsent(atoms, z -> {
            if (!options.given()) return Opened.of(options.open(geometry));
            if (given == null) given = Opened.of(options.open(geometry));
            return given;
        });
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
        for (Opened o : new LinkedHashSet<>(opened.values()))
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
        new LinkedHashSet<>(opened.values()).forEach(o -> files.add(o.file().path()));
        return files;
    }

    @Override
    public void close() {
        opened.values().forEach(o -> o.file().close());
    }
}
