package nnp4j.paths;

import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/** A path from one structure to another. Immutable. */
public final class ReactionPath {
    private final List<Geometry> images;
    private final double[] energies;
    private final List<double[]> forces;
    private final double[] lengths;
    private final double[] slopes;
    private final double[] guessLengths;
    private final double[] guessEnergies;
    private final BandStep last;
    private final Optional<SaddlePoint> saddle;
    private final boolean interrupted;

    ReactionPath(
            List<Geometry> images,
            Band band,
            double[] slopes,
            double[] guessLengths,
            double[] guessEnergies,
            BandStep last,
            Optional<SaddlePoint> saddle,
            boolean interrupted) {
        this.images = List.copyOf(images);
        this.energies = band.energies.clone();
        this.forces = java.util.Arrays.stream(band.forces).map(double[]::clone).toList();
        this.lengths = band.lengths();
        this.slopes = slopes;
        this.guessLengths = guessLengths;
        this.guessEnergies = guessEnergies;
        this.last = last;
        this.saddle = saddle;
        this.interrupted = interrupted;
    }

    /**
     * The images, both ends among them.
     *
     * @return in order; unmodifiable
     */
    public List<Geometry> images() {
        return images;
    }

    /**
     * Energy of an image.
     *
     * @param image 0 to images().size() - 1
     * @return eV
     */
    public double energy(int image) {
        return energies[image];
    }

    /**
     * Forces at an image.
     *
     * @param image 0 to images().size() - 1
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces(int image) {
        return forces.get(image).clone();
    }

    /**
     * Length of the path up to each image.
     *
     * @return fresh array, angstrom, from 0: the root of the summed squares of all atoms' ways
     */
    public double[] lengths() {
        return lengths.clone();
    }

    /**
     * Slope of the energy along the path at each image.
     *
     * @return fresh array, eV/angstrom
     */
    public double[] slopes() {
        return slopes.clone();
    }

    /**
     * Length of the first guess up to each image.
     *
     * @return fresh array, angstrom
     */
    public double[] guessLengths() {
        return guessLengths.clone();
    }

    /**
     * Energies of the first guess.
     *
     * @return fresh array, eV
     */
    public double[] guessEnergies() {
        return guessEnergies.clone();
    }

    /**
     * The highest image.
     *
     * @return its index; that of an end where the path has no barrier
     */
    public int highest() {
        int highest = 0;
        for (int i = 1; i < energies.length; i++) if (energies[i] > energies[highest]) highest = i;
        return highest;
    }

    /**
     * The saddle point that the highest image leads to.
     *
     * @return empty if there is none with exactly one imaginary mode
     */
    public Optional<SaddlePoint> saddle() {
        return saddle;
    }

    /**
     * Height of the saddle point, or of the highest image, above the first structure.
     *
     * @return eV
     */
    public double barrier() {
        return top() - energies[0];
    }

    /**
     * Height of the saddle point, or of the highest image, above the second structure.
     *
     * @return eV
     */
    public double backwardBarrier() {
        return top() - energies[energies.length - 1];
    }

    private double top() {
        return saddle.map(SaddlePoint::energy).orElse(energies[highest()]);
    }

    /**
     * Energy of the second structure above the first.
     *
     * @return eV
     */
    public double reactionEnergy() {
        return energies[energies.length - 1] - energies[0];
    }

    /**
     * Whether the forces of the band came below their limit.
     *
     * @return false if it ended for another reason
     */
    public boolean converged() {
        return last.converged();
    }

    /**
     * The last state of the band.
     *
     * @return steps and force
     */
    public BandStep last() {
        return last;
    }

    /**
     * Whether it was told to stop.
     *
     * @return true if it was
     */
    public boolean interrupted() {
        return interrupted;
    }
}
