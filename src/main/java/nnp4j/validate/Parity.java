package nnp4j.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nnp4j.io.Frame;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.BoundPotentials;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;

/**
 * A potential against reference energies and, where there are any, forces: every pair of numbers, their errors, and of an
 * ensemble its spread.
 */
public final class Parity {
    private final List<Point> points = new ArrayList<>();
    private final ErrorSum energies = new ErrorSum();
    private final ErrorSum forces = new ErrorSum();
    private final Calibration energySpreads = new Calibration();
    private final Calibration forceSpreads = new Calibration();

    private Parity() {}

    /**
     * Reference and prediction of one frame.
     *
     * @param frame number in the file, from 1
     * @param reference energy, eV
     * @param predicted energy, eV
     */
    public record Point(int frame, double reference, double predicted) {}

    /**
     * Evaluates a potential file on reference frames of any molecules that it serves, one at a time.
     *
     * @param file the potential
     * @param frames each with an energy
     * @param onExtrapolation told of every geometry outside the range seen in training
     * @return the comparison
     * @throws PotentialException if the potential does not serve a frame's molecule
     * @throws IllegalArgumentException if there is no frame, a frame has no energy, or an energy or force is not finite
     */
    public static Parity of(PotentialFile file, Iterator<Frame> frames, Consumer<Extrapolation> onExtrapolation) {
        Parity parity = new Parity();
        BoundPotentials potentials = new BoundPotentials(file, onExtrapolation);
        while (frames.hasNext()) {
            Frame frame = frames.next();
            parity.add(potentials.of(frame.geometry()), frame);
        }
        parity.checkNotEmpty();
        return parity;
    }

    /**
     * Evaluates a potential on reference frames, one at a time.
     *
     * @param potential of the molecule that every frame is a geometry of
     * @param frames each with an energy
     * @return the comparison
     * @throws IllegalArgumentException if there is no frame, a frame has other atoms than the first or no energy, or an
     *     energy or force is not finite
     */
    public static Parity of(Potential potential, Iterator<Frame> frames) {
        Parity parity = new Parity();
        int[] atoms = null;
        while (frames.hasNext()) {
            Frame frame = frames.next();
            int[] found = frame.geometry().atomicNumbers();
            if (atoms == null) atoms = found;
            if (!Arrays.equals(atoms, found))
                throw new IllegalArgumentException(
                        "frame " + frame.number() + ": expected the atoms of the first frame in their order, found "
                                + frame.geometry().formula());
            parity.add(potential, frame);
        }
        parity.checkNotEmpty();
        return parity;
    }

    private void checkNotEmpty() {
        if (points.isEmpty()) throw new IllegalArgumentException("expected at least one reference frame, found none");
    }

    private void add(Potential potential, Frame frame) {
        double reference = frame.energy()
                .orElseThrow(() -> new IllegalArgumentException(
                        "frame " + frame.number() + ": expected a reference energy, found none"));
        double[] x = frame.geometry().toArray();
        double[] predicted = new double[x.length];
        double energy = potential.energyAndForces(x, predicted);
        points.add(new Point(frame.number(), reference, energy));
        energies.add(frame.number(), energy - reference);
        frame.forces().ifPresent(f -> {
            for (int k = 0; k < f.length; k++) forces.add(frame.number(), predicted[k] - f[k]);
        });
        if (potential instanceof AtomicPotential ensemble && ensemble.memberCount() > 1)
            addSpreads(ensemble, frame, energy - reference, predicted);
    }

    /** What an ensemble's members say of the geometry that it was just called for. */
    private void addSpreads(AtomicPotential ensemble, Frame frame, double error, double[] predicted) {
        energySpreads.add(ensemble.energySpread(0), error);
        if (frame.forces().isEmpty()) return;
        double[] reference = frame.forces().get();
        double[] members = new double[ensemble.memberCount() * predicted.length];
        ensemble.memberForces(frame.geometry().toArray(), members);
        for (int k = 0; k < predicted.length; k++) {
            double squares = 0;
            for (int at = k; at < members.length; at += predicted.length)
                squares += (members[at] - predicted[k]) * (members[at] - predicted[k]);
            forceSpreads.add(Math.sqrt(squares / (ensemble.memberCount() - 1)), predicted[k] - reference[k]);
        }
    }

    /**
     * Reference and predicted energies.
     *
     * @return one point a frame, in the order of the file
     */
    public List<Point> points() {
        return List.copyOf(points);
    }

    /**
     * The errors for a potential's card.
     *
     * @return errors of energies, and of forces where there are any
     */
    public Assessment assessment() {
        return new Assessment(
                energies.accuracy(), forces.count() == 0 ? Optional.empty() : Optional.of(forces.accuracy()));
    }

    /**
     * Errors of the energies.
     *
     * @return eV
     */
    public ErrorSum energies() {
        return energies;
    }

    /**
     * Errors of the force components; none where the reference has no forces.
     *
     * @return eV/angstrom
     */
    public ErrorSum forces() {
        return forces;
    }

    /**
     * The spread of an ensemble's energies, the sample standard deviation of its members, beside their errors.
     *
     * @return eV, one pair a frame; none where there is one network
     */
    public Calibration energySpreads() {
        return energySpreads;
    }

    /**
     * The spread of an ensemble's force components beside their errors.
     *
     * @return eV/angstrom; none where there is one network or the reference has no forces
     */
    public Calibration forceSpreads() {
        return forceSpreads;
    }
}
