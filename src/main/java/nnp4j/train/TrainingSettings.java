package nnp4j.train;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nnp4j.network.Activation;
import nnp4j.units.Precision;

/**
 * How a potential is trained. Every setting has a value; each is checked when it is given. Immutable:
 * {@code TrainingSettings.standard().with("hidden", "16,16").with("optimizer", "lm")}.
 */
public final class TrainingSettings {
    /** What finds the parameters. */
    enum Method {
        ADAM,
        LBFGS,
        LM,
        LINEAR
    }

    /** How the rate of Adam changes. */
    enum Schedule {
        CONSTANT,
        COSINE,
        EXPONENTIAL,
        PLATEAU
    }

    private static final TrainingSettings STANDARD = new TrainingSettings(new EnumMap<>(Setting.class));

    private final Map<Setting, String> given;

    private TrainingSettings(Map<Setting, String> given) {
        this.given = given;
    }

    /**
     * The settings where none is given.
     *
     * @return every setting at its standard value
     */
    public static TrainingSettings standard() {
        return STANDARD;
    }

    /**
     * These settings with another value for one.
     *
     * @param key a name as {@link Setting#key()} gives it
     * @param value as a settings file or the command line would have it
     * @return new settings
     * @throws IllegalArgumentException if there is no such setting or the value is none of its; the message says what is
     */
    public TrainingSettings with(String key, String value) {
        return with(Setting.of(key), value);
    }

    /**
     * These settings with another value for one.
     *
     * @param setting which
     * @param value as a settings file or the command line would have it
     * @return new settings
     * @throws IllegalArgumentException if the value is none of the setting's; the message says what is
     */
    public TrainingSettings with(Setting setting, String value) {
        Map<Setting, String> changed = new EnumMap<>(Setting.class);
        changed.putAll(given);
        changed.put(setting, value.strip());
        TrainingSettings settings = new TrainingSettings(changed);
        try {
            settings.check(setting);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting.key() + ": " + e.getMessage(), e);
        }
        return settings;
    }

    /**
     * The value of a setting.
     *
     * @param setting which
     * @return as it was given, or its standard value
     */
    public String get(Setting setting) {
        return given.getOrDefault(setting, setting.standard());
    }

    /**
     * Whether a setting was given.
     *
     * @param setting which
     * @return false if it has its standard value by default
     */
    public boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }

    /**
     * All settings, given or not.
     *
     * @return values by name, in the order of {@link Setting}
     */
    public Map<Setting, String> all() {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) all.put(setting, get(setting));
        return all;
    }

    /**
     * Divides data as the settings say.
     *
     * @param data what to divide
     * @return the split
     * @throws TrainingException if the data cannot be divided so
     */
    public Split split(DataSet data) {
        return Splitting.of(data, this);
    }

    private void check(Setting setting) {
        switch (setting) {
            case FEATURES -> {
                if (isAtomic()) atomicFeatures();
                else featureChoice();
            }
            case SYMMETRY -> symmetryChoice();
            case SCALING -> scalingComponents();
            case HIDDEN -> hidden();
            case ACTIVATION -> activation();
            case BASE -> BaseTerms.parse(get(Setting.BASE));
            case ANCHOR -> anchored();
            case ATOMIC_ENERGIES -> freeAtoms();
            case OPTIMIZER -> method();
            case SCHEDULE -> schedule();
            case EPOCHS, BATCH, STARTS, MEMBERS -> whole(setting, 1);
            case PRECISION -> precision();
            case PATIENCE, GAP -> whole(setting, 0);
            case SEED -> seed();
            case RATE, FINAL_RATE -> positive(setting);
            case FORCE_WEIGHT, WEIGHT_DECAY -> number(setting, 0, Double.MAX_VALUE);
            case AVERAGING -> number(setting, 0, Math.nextDown(1.0));
            case CLIP -> clip();
            case RIDGE -> ridge();
            case INTERCEPT -> intercept();
            case FORCE_ENDS -> forceEnds();
            case SPLIT -> get(Setting.SPLIT); // a word or a file, which is looked for when it is read
            case TRAINING, VALIDATION, TEST -> sizes();
        }
    }

    /** Whether features are those of each atom, for a network of its element. */
    boolean isAtomic() {
        return AtomicFeatures.names(get(Setting.FEATURES));
    }

    AtomicFeatures atomicFeatures() {
        return AtomicFeatures.parse(get(Setting.FEATURES));
    }

    FeatureChoice featureChoice() {
        return FeatureChoice.parse(get(Setting.FEATURES));
    }

    SymmetryChoice symmetryChoice() {
        return SymmetryChoice.parse(get(Setting.SYMMETRY));
    }

    /** Number of principal components: 0 for all, -1 where the features are not projected. */
    int scalingComponents() {
        String text = get(Setting.SCALING);
        if (text.equals("standard") || text.equals("range")) return -1;
        if (text.equals("pca")) return 0;
        if (text.startsWith("pca:")) return (int) number(text.substring(4), 1, Integer.MAX_VALUE, true);
        throw new IllegalArgumentException("unknown scaling \"" + text + "\" (expected standard, range, pca, pca:N)");
    }

    boolean scaledByRange() {
        return get(Setting.SCALING).equals("range");
    }

    int[] hidden() {
        String text = get(Setting.HIDDEN);
        if (text.equals("none")) return new int[0];
        String[] words = text.split(",", -1);
        int[] widths = new int[words.length];
        for (int k = 0; k < widths.length; k++) widths[k] = (int) number(words[k], 1, 100_000, true);
        return widths;
    }

    /** Layer widths of a network: inputs, hidden layers but for a linear one, one output. */
    int[] widths(int inputs) {
        int[] hidden = isLinear() ? new int[0] : hidden();
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = 1;
        return widths;
    }

    Activation activation() {
        return Activation.of(get(Setting.ACTIVATION));
    }

    boolean anchored() {
        return choice(Setting.ANCHOR, "none", "infinity").equals("infinity");
    }

    /** Energies of free atoms, eV; empty where they are to be fitted. */
    Optional<Map<String, Double>> freeAtoms() {
        return FreeAtoms.parse(get(Setting.ATOMIC_ENERGIES));
    }

    Method method() {
        return Method.valueOf(
                choice(Setting.OPTIMIZER, "adam", "lbfgs", "lm", "linear").toUpperCase(Locale.ROOT));
    }

    Schedule schedule() {
        return Schedule.valueOf(choice(Setting.SCHEDULE, "constant", "cosine", "exponential", "plateau")
                .toUpperCase(Locale.ROOT));
    }

    int whole(Setting setting, int least) {
        return (int) number(get(setting), least, Integer.MAX_VALUE, true);
    }

    int whole(Setting setting) {
        return whole(setting, 0);
    }

    double positive(Setting setting) {
        return number(setting, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    double number(Setting setting) {
        return number(setting, 0, Double.MAX_VALUE);
    }

    private double number(Setting setting, double least, double most) {
        return number(get(setting), least, most, false);
    }

    double clip() {
        return get(Setting.CLIP).equals("none") ? Double.POSITIVE_INFINITY : positive(Setting.CLIP);
    }

    /** Below 0 if it is to be chosen. */
    double ridge() {
        return get(Setting.RIDGE).equals("auto") ? -1 : number(Setting.RIDGE);
    }

    boolean intercept() {
        return choice(Setting.INTERCEPT, "yes", "no").equals("yes");
    }

    boolean isLinear() {
        return method() == Method.LINEAR;
    }

    /**
     * Trainings from different weights: at least one for each network of the ensemble.
     *
     * @return at least 1
     */
    public int startCount() {
        return Math.max(whole(Setting.STARTS), whole(Setting.MEMBERS));
    }

    Precision precision() {
        return Precision.valueOf(choice(Setting.PRECISION, "double", "float").toUpperCase(Locale.ROOT));
    }

    long seed() {
        try {
            return Long.parseLong(get(Setting.SEED));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a whole number of 64 bits, found \"" + get(Setting.SEED) + "\"", e);
        }
    }

    private void sizes() {
        Sizes.count(get(Setting.TRAINING), 1);
        Sizes.count(get(Setting.VALIDATION), 1);
        if (!get(Setting.TEST).equals("rest")) Sizes.count(get(Setting.TEST), 1);
    }

    Sizes sizes(int frames) {
        return Sizes.of(get(Setting.TRAINING), get(Setting.VALIDATION), get(Setting.TEST), frames);
    }

    /** What is not standard, in words. */
    String words() {
        StringBuilder words = new StringBuilder(get(Setting.OPTIMIZER));
        for (Setting setting : Setting.values())
            if (!get(setting).equals(setting.standard()) && setting != Setting.OPTIMIZER && setting != Setting.SEED)
                words.append(", ").append(setting.key()).append(' ').append(get(setting));
        return words.toString();
    }

    boolean forceEnds() {
        return choice(Setting.FORCE_ENDS, "yes", "no").equals("yes");
    }

    private static double number(String text, double least, double most, boolean whole) {
        double value;
        try {
            value = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most) || (whole && value != Math.rint(value)))
            throw new IllegalArgumentException("expected a " + (whole ? "whole number" : "number")
                    + (least == Double.MIN_NORMAL ? " above 0" : " of at least " + shown(least))
                    + (most >= Integer.MAX_VALUE ? "" : " and at most " + shown(most)) + ", found \"" + text + "\"");
        return value;
    }

    private static String shown(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }

    private String choice(Setting setting, String... choices) {
        String text = get(setting);
        for (String choice : choices) if (choice.equalsIgnoreCase(text)) return choice;
        throw new IllegalArgumentException("expected " + String.join(", ", choices) + ", found \"" + text + "\"");
    }
}
