package nnp4j.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/**
 * The path of least energy between two minima, by a nudged elastic band whose highest image climbs to the saddle point, which
 * is then found exactly. Immutable: each {@code with} gives a changed copy, {@link #run} runs it.
 *
 * <pre>{@code
 * ReactionPath path = NudgedElasticBand.of(potential, reactant, product).withImages(11).run();
 * double barrier = path.barrier();
 * }</pre>
 */
public final class NudgedElasticBand {
    /** Structures nearer than this, in root-summed-square angstrom, are one and the same. */
    private static final double SAME = 1e-2;

    private final Potential potential;
    private final Geometry reactant;
    private final Geometry product;
    private int images = 9;
    private double spring = 5;
    private double maxForce = 0.02;
    private int maxSteps = 2000;
    private boolean anchored;
    private Consumer<BandStep> observer = step -> {};
    private BooleanSupplier stop = () -> false;

    private NudgedElasticBand(Potential potential, Geometry reactant, Geometry product) {
        this.potential = potential;
        this.reactant = reactant;
        this.product = product;
    }

    private NudgedElasticBand(NudgedElasticBand that) {
        this(that.potential, that.reactant, that.product);
        images = that.images;
        spring = that.spring;
        maxForce = that.maxForce;
        maxSteps = that.maxSteps;
        anchored = that.anchored;
        observer = that.observer;
        stop = that.stop;
    }

    /**
     * A path between two structures of the same atoms in the same order. The product is laid upon the reactant first.
     *
     * @param potential of the molecule
     * @param reactant one minimum
     * @param product another one
     * @return a band of nine images
     * @throws IllegalArgumentException if the atoms are not the same in the same order
     */
    public static NudgedElasticBand of(Potential potential, Geometry reactant, Geometry product) {
        if (reactant.atomCount() != product.atomCount())
            throw new IllegalArgumentException("path: expected two structures of the same atoms, found "
                    + reactant.formula() + " and " + product.formula());
        for (int i = 0; i < reactant.atomCount(); i++)
            if (reactant.atomicNumber(i) != product.atomicNumber(i))
                throw new IllegalArgumentException(
                        "path: expected the same atoms in the same order, but atom " + (i + 1)
                                + " is " + Element.symbol(reactant.atomicNumber(i)) + " in the first and "
                                + Element.symbol(product.atomicNumber(i)) + " in the second structure");
        return new NudgedElasticBand(potential, reactant, product);
    }

    /**
     * Number of images, both ends among them.
     *
     * @param images at least 3
     * @return a changed copy
     * @throws IllegalArgumentException if there are fewer
     */
    public NudgedElasticBand withImages(int images) {
        if (images < 3) throw new IllegalArgumentException("path: expected at least 3 images, found " + images);
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.images = images;
        return copy;
    }

    /**
     * Spring constant between images.
     *
     * @param spring eV/angstrom^2, positive; 5 without this call
     * @return a changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public NudgedElasticBand withSpring(double spring) {
        if (!(spring > 0)) throw new IllegalArgumentException("path: expected a positive spring, found " + spring);
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.spring = spring;
        return copy;
    }

    /**
     * When the band is relaxed.
     *
     * @param maxForce longest force of the band on an atom, eV/angstrom; 0.02 without this call
     * @param maxSteps after which it gives up; 2,000 without this call
     * @return a changed copy
     * @throws IllegalArgumentException if the force is not positive or the steps are negative
     */
    public NudgedElasticBand withLimits(double maxForce, int maxSteps) {
        if (!(maxForce > 0) || maxSteps < 0)
            throw new IllegalArgumentException(
                    "path: expected a positive force and 0 or more steps, found " + maxForce + ", " + maxSteps);
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.maxForce = maxForce;
        copy.maxSteps = maxSteps;
        return copy;
    }

    /**
     * Says that the energy depends on where in space the molecule is: structures are then not laid upon each other.
     *
     * @param anchored whether it does; false without this call
     * @return a changed copy
     */
    public NudgedElasticBand withAnchor(boolean anchored) {
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.anchored = anchored;
        return copy;
    }

    /**
     * Who watches.
     *
     * @param observer told of every step
     * @return a changed copy
     */
    public NudgedElasticBand withObserver(Consumer<BandStep> observer) {
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.observer = observer;
        return copy;
    }

    /**
     * What may end it from outside.
     *
     * @param stop asked after every step
     * @return a changed copy
     */
    public NudgedElasticBand withStop(BooleanSupplier stop) {
        NudgedElasticBand copy = new NudgedElasticBand(this);
        copy.stop = stop;
        return copy;
    }

    /**
     * Runs.
     *
     * @return the path, converged or not
     * @throws PathException if both structures are the same, or an image has no finite energy and forces
     */
    public ReactionPath run() {
        double[] from = reactant.toArray();
        double[] to = anchored ? product.toArray() : Superposition.onto(from, product.toArray());
        if (Band.distance(from, to) < SAME)
            throw new PathException("path: both structures are the same, but for where and how they stand");
        Band band = new Band(Interpolation.between(from, to, images, anchored), spring, anchored);
        ImageEnergies surface = new ImageEnergies(potential, reactant);
        surface.evaluateEnds(band);
        surface.evaluate(band.x, band.energies, band.forces);
        double[] guessLengths = band.lengths();
        double[] guessEnergies = band.energies.clone();
        boolean[] interrupted = {false};
        BandStep last = new BandDescent(band, surface).run(maxSteps, maxForce, true, step -> {
            observer.accept(step);
            interrupted[0] = stop.getAsBoolean();
            return interrupted[0];
        });
        List<Geometry> geometries = new ArrayList<>();
        double[] slopes = new double[images];
        for (int i = 0; i < images; i++) {
            geometries.add(reactant.at(band.x[i]));
            slopes[i] = -Band.dot(band.forces[i], band.tangent(i));
        }
        boolean inside = band.energies[band.highest()] > Math.max(band.energies[0], band.energies[images - 1]);
        Optional<SaddlePoint> saddle = inside && !interrupted[0]
                ? SaddlePoint.near(potential, geometries.get(band.highest()), anchored)
                : Optional.empty();
        return new ReactionPath(geometries, band, slopes, guessLengths, guessEnergies, last, saddle, interrupted[0]);
    }

    @Override
    public String toString() {
        return images + " images, spring " + spring + " eV/angstrom^2, largest force " + maxForce + " eV/angstrom, "
                + Arrays.toString(reactant.atomicNumbers());
    }
}
