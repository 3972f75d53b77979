package nnp4j.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;

/** Frames with reference energies, and forces where all have them, in memory and in the order of their file. Immutable. */
public final class DataSet {
    private final List<Frame> frames;
    private final boolean forces;

    private DataSet(List<Frame> frames, boolean forces) {
        this.frames = frames;
        this.forces = forces;
    }

    /**
     * A set of frames.
     *
     * @param frames each with a finite energy; all with forces or none
     * @return the set, in the same order
     * @throws TrainingException if there is no frame, one has no energy, one has no forces while others have, or an energy or
     *     force is not finite; the message names the frame
     */
    public static DataSet of(List<Frame> frames) {
        if (frames.isEmpty()) throw new TrainingException("expected at least one frame, found none");
        boolean forces = frames.get(0).forces().isPresent();
        for (Frame frame : frames) {
            String where = "frame " + frame.number() + ": ";
            if (frame.energy().isEmpty()) throw new TrainingException(where + "expected an energy, found none");
            if (!Double.isFinite(frame.energy().getAsDouble()))
                throw new TrainingException(where + "expected a finite energy, found "
                        + frame.energy().getAsDouble());
            if (frame.forces().isPresent() != forces)
                throw new TrainingException(where + (forces ? "expected forces as in" : "expected no forces as in")
                        + " the first frame, found " + (forces ? "none" : "some"));
            frame.forces()
                    .filter(f -> !Arrays.stream(f).allMatch(Double::isFinite))
                    .ifPresent(f -> {
                        throw new TrainingException(where + "expected finite forces, found one that is not");
                    });
        }
        return new DataSet(List.copyOf(frames), forces);
    }

    /**
     * Number of frames.
     *
     * @return at least 1, but for an empty subset
     */
    public int size() {
        return frames.size();
    }

    /**
     * The frames.
     *
     * @return in order
     */
    public List<Frame> frames() {
        return frames;
    }

    /**
     * A geometry.
     *
     * @param index from 0
     * @return the frame's geometry
     */
    public Geometry geometry(int index) {
        return frames.get(index).geometry();
    }

    /**
     * An energy.
     *
     * @param index from 0
     * @return eV
     */
    public double energy(int index) {
        return frames.get(index).energy().orElseThrow();
    }

    /**
     * Whether the frames have forces.
     *
     * @return true if all have
     */
    public boolean hasForces() {
        return forces;
    }

    /**
     * The forces of a frame.
     *
     * @param index from 0
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces(int index) {
        return frames.get(index).forces().orElseThrow();
    }

    /**
     * Where a frame stands in its file.
     *
     * @param index from 0
     * @return its number there, from 1
     */
    public int number(int index) {
        return frames.get(index).number();
    }

    /**
     * Some of the frames.
     *
     * @param indices from 0
     * @return the frames in the order of the indices; may be empty
     */
    public DataSet subset(int[] indices) {
        List<Frame> chosen = new ArrayList<>(indices.length);
        for (int index : indices) chosen.add(frames.get(index));
        return new DataSet(List.copyOf(chosen), forces);
    }

    /**
     * Whether all frames are geometries of one molecule.
     *
     * @return true if all have the same atoms in the same order
     */
    public boolean oneMolecule() {
        int[] atoms = geometry(0).atomicNumbers();
        return frames.stream().allMatch(f -> Arrays.equals(atoms, f.geometry().atomicNumbers()));
    }

    /**
     * The elements.
     *
     * @return atomic numbers, ascending
     */
    public int[] elements() {
        return frames.stream()
                .flatMapToInt(f -> Arrays.stream(f.geometry().atomicNumbers()))
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * The size of the largest molecule.
     *
     * @return number of atoms
     */
    public int mostAtoms() {
        return frames.stream().mapToInt(f -> f.geometry().atomCount()).max().orElse(0);
    }

    /** Digest of geometries, cells, energies and forces. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Frame frame : frames) {
                for (int z : frame.geometry().atomicNumbers()) digest.update((byte) z);
                add(digest, frame.geometry().toArray());
                frame.geometry().cell().ifPresent(cell -> {
                    add(digest, cell.toArray());
                    for (int k = 0; k < 3; k++) digest.update((byte) (cell.isPeriodic(k) ? 1 : 0));
                });
                add(digest, frame.energy().orElseThrow());
                frame.forces().ifPresent(f -> add(digest, f));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        for (double value : values) bytes.putDouble(value);
        digest.update(bytes.array());
    }
}
