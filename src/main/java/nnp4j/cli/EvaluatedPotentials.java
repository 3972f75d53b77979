package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.BoundPotentials;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;

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

    /** The source asked for, once it is open. */
    private Opened given;

    private record Opened(PotentialSource source, BoundPotentials potentials) {
        static Opened of(PotentialSource source) {
            return new Opened(source, new BoundPotentials(source, Extrapolation.ALLOW));
        }
    }

    /** Energy (eV), forces (eV/angstrom), the members' spread of an ensemble (eV), stress if asked for, energy of the separated atoms (eV), and the extrapolation if there is one. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Result(
            double energy,
            double[] forces,
            OptionalDouble spread,
            Optional<Stress> stress,
            OptionalDouble zero,
            Optional<Extrapolation> extrapolation) {}

    Result evaluate(Path where, Frame frame, boolean stressed) {
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
        double[] virial = new double[9];
        double energy = stressed
                ? periodic(where, frame, potential).energyForcesAndVirial(x, forces, virial)
                : potential.energyAndForces(x, forces);
        if (!Double.isFinite(energy))
            throw new PotentialException(where + ": frame " + frame.number() + ": the energy is not finite: " + energy);
        Optional<Stress> stress =
                stressed ? geometry.cell().map(cell -> new Stress(virial, cell.volume())) : Optional.empty();
        return new Result(
                energy, forces, potential.energySpread(), stress, o.source().atomsEnergy(geometry), extrapolation);
    }

    /** The potential, if it gives a virial and the frame has a volume. */
    private static PeriodicPotential periodic(Path where, Frame frame, BoundPotential potential) {
        boolean fillsSpace = frame.geometry()
                .cell()
                .map(c -> c.isPeriodic(0) && c.isPeriodic(1) && c.isPeriodic(2))
                .orElse(false);
        if (!fillsSpace)
            throw new UsageError("--stress: " + where + ": frame " + frame.number()
                    + ": expected a cell that repeats in three directions, found none");
        if (potential instanceof PeriodicPotential periodic) return periodic;
        throw new UsageError("--stress: expected a potential of networks of atoms, found one of molecules");
    }

    /** One source for all if it was asked for, or one for each composition. */
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
                    .append(o.source().place())
                    .append(options.given() ? "" : " (chosen by composition)")
                    .append(": ")
                    .append(o.source().levelOfTheory())
                    .append(
                            o.source() instanceof PotentialFile file
                                    ? "; test "
                                            + InfoCommand.accuracy(file.card().test())
                                    : "")
                    .append(System.lineSeparator());
        return words.toString();
    }

    List<PotentialSource> sources() {
        return new LinkedHashSet<>(opened.values()).stream().map(Opened::source).toList();
    }

    @Override
    public void close() {
        opened.values().forEach(o -> o.source().close());
    }
}
