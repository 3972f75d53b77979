import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.Standardized;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.ReferenceSet;
import nnp4j.io.WholeFile;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Dispersion;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.PairTerm;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.ScreenedRepulsion;
import nnp4j.potential.Training;
import nnp4j.train.CurveFit;
import nnp4j.units.Units;

/**
 * Trains potentials/h2.onnx on full_ci.csv: java -cp "target/lib/*" validation/h2/TrainH2.java [OUT]
 *
 * <p>V(r) = base(r) + N(r) - N(infinity). The base is the nuclear repulsion, screened, and the damped dispersion between two
 * hydrogen atoms; the network takes exp(-r / 2 bohr), so that wall and limit are right wherever the network is not trained.
 */
final class TrainH2 {
    private static final Path DATA = Path.of("validation/h2/full_ci.csv");
    private static final double ATOM = -0.5 * Units.HARTREE;
    private static final int[] WIDTHS = {1, 6, 6, 1};
    private static final int ITERATIONS = 6000;
    private static final int SEEDS = 12;

    /** C6, C8, C10 of two hydrogen atoms, atomic units: Yan, Babb, Dalgarno, Drake, Phys. Rev. A 54, 2824 (1996). */
    private static final List<PairTerm> BASE = List.of(
            new ScreenedRepulsion(Units.HARTREE * Units.BOHR, 1.8 / Units.BOHR),
            new Dispersion(
                    6.49902670540 * Units.HARTREE * Math.pow(Units.BOHR, 6),
                    124.399083 * Units.HARTREE * Math.pow(Units.BOHR, 8),
                    3285.82841 * Units.HARTREE * Math.pow(Units.BOHR, 10),
                    1.8 / Units.BOHR));

    private static final Descriptor FEATURES = DecayingPairs.of(2, 2 * Units.BOHR);

    private record Fit(Mlp mlp, Accuracy validation, long seed) {}

    public static void main(String[] arguments) throws Exception {
        Path out = Path.of(arguments.length > 0 ? arguments[0] : "potentials/h2.onnx");
        List<Frame> frames = read();
        int last = frames.size() - 1;
        IntPredicate testing = i -> i % 4 == 2;
        IntPredicate validating = i -> i % 8 == 3;
        List<Frame> test = pick(frames, testing);
        List<Frame> validation = pick(frames, validating);
        List<Frame> training = pick(frames, testing.or(validating).negate());
        if (!training.contains(frames.get(0)) || !training.contains(frames.get(last)))
            throw new IllegalStateException("both ends of the curve must be in training");

        Standardized features = Standardized.fit(FEATURES, coordinates(training), training.size());
        double[] infinity = {-features.mean()[0] / features.scale()[0]}; // exp(-r / 2 bohr) = 0
        CurveFit fit = new CurveFit(features, infinity, ITERATIONS);
        List<Fit> fits = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Mlp start = Mlp.random(WIDTHS, Activation.TANH, seed);
            Mlp mlp = fit.fit(start, coordinates(training), targets(training))
                    .unstandardized(features.mean(), features.scale());
            fits.add(new Fit(mlp, accuracy(mlp, validation), seed));
            System.out.printf(
                    Locale.ROOT,
                    "seed %2d  training RMSE %.1e  validation MAE %.1e hartree%n",
                    seed,
                    accuracy(mlp, training).rmse() / Units.HARTREE,
                    accuracy(mlp, validation).mae() / Units.HARTREE);
        }
        Fit best = fits.stream().min(Comparator.comparingDouble(f -> f.validation().mae())).orElseThrow();
        Accuracy testError = accuracy(best.mlp(), test);
        System.out.printf(
                Locale.ROOT,
                "chosen: seed %d; test MAE %.1e, worst %.1e hartree%n",
                best.seed(),
                testError.mae() / Units.HARTREE,
                testError.worst() / Units.HARTREE);

        double[] seen = new double[training.size() + 1]; // the last is the limit, which is exact
        double[] one = new double[1];
        for (int i = 0; i < training.size(); i++) {
            FEATURES.evaluate(training.get(i).geometry().toArray(), one);
            seen[i] = one[0];
        }
        PotentialCard card = new PotentialCard(
                "h2",
                List.of("H", "H"),
                FEATURES,
                BASE,
                0,
                Map.of("H", ATOM),
                "full CI, basis-set limit from aug-cc-pV{Q,5}Z with tight functions",
                new Training(
                        DATA.toString().replace('\\', '/'),
                        frames.size(),
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(DATA))),
                        training.size() + " training, " + validation.size() + " validation, " + test.size()
                                + " test; by position along the curve, both ends in training",
                        "Levenberg-Marquardt, " + ITERATIONS + " iterations, tanh 6-6, best of " + SEEDS
                                + " starts by validation MAE",
                        best.seed()),
                best.validation(),
                testError,
                FeatureRange.of(seen.length, seen),
                1,
                "Apache-2.0",
                "nnp4j, potential h2, trained on full CI energies of H2 (validation/h2/full_ci.py)",
                "nnp4j 0.1.0");
        byte[] model = OnnxExport.model(
                best.mlp(), Map.of(PotentialCard.KEY, card.toJson(), "activation", best.mlp().activation().symbol()));
        WholeFile.writeBytes(out, stream -> stream.write(model));
        System.out.println(out);
    }

    private static List<Frame> read() {
        List<Frame> frames = new ArrayList<>();
        Geometry molecule = Geometry.of(new int[] {1, 1}, new double[6]);
        try (ReferenceSet set = ReferenceSet.open(DATA, FileUnits.DEFAULT, Optional.of(molecule))) {
            set.forEachRemaining(frames::add);
        }
        return frames;
    }

    private static List<Frame> pick(List<Frame> frames, IntPredicate which) {
        return IntStream.range(0, frames.size()).filter(which).mapToObj(frames::get).toList();
    }

    private static double[] coordinates(List<Frame> frames) {
        double[] x = new double[6 * frames.size()];
        for (int i = 0; i < frames.size(); i++)
            System.arraycopy(frames.get(i).geometry().toArray(), 0, x, 6 * i, 6);
        return x;
    }

    /** What the network is to learn: the energy above two atoms, less the base. */
    private static double[] targets(List<Frame> frames) {
        return frames.stream().mapToDouble(TrainH2::target).toArray();
    }

    private static double target(Frame frame) {
        double r = frame.geometry().distance(0, 1);
        return frame.energy().orElseThrow()
                - 2 * ATOM
                - BASE.stream().mapToDouble(term -> term.energy(r)).sum();
    }

    private static Accuracy accuracy(Mlp mlp, List<Frame> frames) {
        double sum = 0;
        double squares = 0;
        double worst = 0;
        double[] feature = new double[1];
        double[] energy = new double[1];
        for (Frame frame : frames) {
            FEATURES.evaluate(frame.geometry().toArray(), feature);
            mlp.network().evaluate(1, feature, energy, new double[1]);
            double error = Math.abs(energy[0] - target(frame));
            sum += error;
            squares += error * error;
            worst = Math.max(worst, error);
        }
        int count = frames.size();
        return new Accuracy(count, sum / count, Math.sqrt(squares / count), worst);
    }
}
