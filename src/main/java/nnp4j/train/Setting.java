package nnp4j.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be set about a training: the same names in settings files, on the command line and in Java. */
public enum Setting {
    /** What the network sees. */
    FEATURES(
            "inverse-distances",
            "FEATURES",
            "What the network sees, NAME or NAME:KEY=VALUE,...: inverse-distances, distances, morse:length=1,"
                    + " internal-coordinates, cartesian, atom-counts, coulomb-matrix:order=random,realizations=8,"
                    + " invariants:degree=3,variable=morse,length=1. Of each atom, for a network of each element: ani-1x, ani-2x"
                    + " (:cutoff=5.2,distances=16,angular-cutoff=3.5,angular-distances=4,angles=8,...),"
                    + " symmetry-functions:cutoff=6,distances=16,angular-cutoff=4,angular-distances=4,zetas=1/4/16,"
                    + "gaussians=shifted,closed=no or symmetry-functions:file=input.nn,length-unit=bohr."),
    /** Which exchanges of like atoms leave the energy the same, exactly. */
    SYMMETRY(
            "none",
            "WHICH",
            "Exchanges of like atoms over which the network is averaged, so that they leave the energy the same: none,"
                    + " topology (those that keep the bonds), elements (all of one element), or groups such as"
                    + " 2-3,4-5-6."),
    /** What is done to the features first. */
    SCALING(
            "standard",
            "HOW",
            "Features before the network: standard (mean 0, deviation 1), range (-1 to 1), pca or pca:N (N principal"
                    + " components)."),
    /** Widths of hidden layers. */
    HIDDEN("32,32,32", "WIDTHS", "Widths of the hidden layers, or none; the same for each element."),
    /** Activation of hidden layers. */
    ACTIVATION(
            "silu", "NAME", "tanh, softplus, silu, celu; selu and relu for energies alone, since their forces jump."),
    /** Analytic terms under the network. */
    BASE(
            "none",
            "TERMS",
            "Analytic pair terms under the network, joined by +, lengths in angstrom and energies in eV:"
                    + " screened-repulsion:decay=3.4, dispersion:c6=..,c8=..,c10=..,damping=..,"
                    + " morse:depth=..,width=..,minimum=.., lennard-jones:epsilon=..,sigma=.."),
    /** Where the network is held at zero. */
    ANCHOR("none", "WHERE", "none, or infinity: the network vanishes where all features do, at separated atoms."),
    /** Energies of free atoms. */
    ATOMIC_ENERGIES(
            "fit",
            "ENERGIES",
            "Energies of free atoms: fit (linear regression on atom counts) or values with units, H=-0.5hartree,..."),
    /** How the parameters are found. */
    OPTIMIZER(
            "adam",
            "NAME",
            "adam (mini-batches), lbfgs (all frames), lm (Levenberg-Marquardt, small networks); linear (least squares of"
                    + " energies and forces, no hidden layers)."),
    /** Ridge of a linear fit. */
    RIDGE(
            "auto",
            "X",
            "Ridge of linear: auto (lowest validation loss), 0 (ordinary least squares of energies), or a number."),
    /** Constant of a linear fit. */
    INTERCEPT("yes", "YES", "Whether ordinary least squares (ridge 0) fits a constant, too: yes, no."),
    /** Passes over the training frames. */
    EPOCHS("1000", "N", "Passes over the training frames; iterations of lbfgs and lm."),
    /** Frames a step of Adam. */
    BATCH("32", "N", "Frames a step of adam."),
    /** Learning rate of Adam. */
    RATE("1e-3", "X", "Learning rate of adam at the start."),
    /** How the learning rate changes. */
    SCHEDULE("cosine", "HOW", "Learning rate over the epochs: constant, cosine, exponential, plateau."),
    /** Learning rate at the end. */
    FINAL_RATE("1e-6", "X", "Learning rate at the end of cosine and exponential; plateau stops there."),
    /** Weight of forces. */
    FORCE_WEIGHT(
            "1",
            "X",
            "Weight in angstrom^2 of the mean squared error of force components beside that of energies; 0 ignores"
                    + " forces."),
    /** Limit of the gradient. */
    CLIP("none", "X", "Largest length of the gradient in a step of adam, or none."),
    /** Decay of weights. */
    WEIGHT_DECAY("0", "X", "Decoupled weight decay of adam: part taken off a weight by a step of rate 1."),
    /** Averaging of weights. */
    AVERAGING(
            "0",
            "X",
            "Part of the running average of adam's weights that a step keeps, for example 0.999; 0 for none."),
    /** Epochs without progress. */
    PATIENCE("200", "N", "Stop after so many epochs without a lower validation loss; 0 for never."),
    /** Starts from different random weights. */
    STARTS("1", "N", "Trainings from different random weights; the lowest validation loss is kept."),
    /** Networks of the ensemble. */
    MEMBERS(
            "1",
            "N",
            "Networks of each element whose mean is the energy and whose spread tells how sure it is, trained from different"
                    + " random weights; for features of each atom."),
    /** Precision of the exported model. */
    PRECISION("double", "WHICH", "Numbers of the exported model: double, or float (for features of each atom)."),
    /** Seed of everything random. */
    SEED("1", "N", "Seed of the split, the weights and the order of the frames."),
    /** How frames are divided. */
    SPLIT(
            "random",
            "HOW",
            "How frames are divided: random, blocks (of a trajectory, in order), farthest (farthest points of the"
                    + " features in training), or a file with the columns frame,part."),
    /** Training frames. */
    TRAINING("80%", "SIZE", "Training frames: a number or a part such as 80%."),
    /** Validation frames. */
    VALIDATION("10%", "SIZE", "Frames that choose the network: a number, a part, or 0."),
    /** Test frames. */
    TEST("rest", "SIZE", "Frames that only tell the error: a number, a part, or rest."),
    /** Ends of a curve. */
    FORCE_ENDS("no", "YES", "yes puts the frames with the lowest and highest first feature into training."),
    /** Frames between blocks. */
    GAP("0", "N", "Frames left out between blocks.");

    private final String standard;
    private final String form;
    private final String description;

    Setting(String standard, String form, String description) {
        this.standard = standard;
        this.form = form;
        this.description = description;
    }

    /**
     * The name in files and options.
     *
     * @return for example {@code "force-weight"}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The value where none is given.
     *
     * @return as it would be written
     */
    public String standard() {
        return standard;
    }

    /**
     * The form of a value, for help.
     *
     * @return one word
     */
    public String form() {
        return form;
    }

    /**
     * What it does, for help.
     *
     * @return a sentence
     */
    public String description() {
        return description;
    }

    /**
     * The setting of a name.
     *
     * @param key as {@link #key()} gives it
     * @return the setting
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static Setting of(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown setting \"" + key + "\" (expected "
                        + Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", ")) + ")"));
    }
}
