package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of the loss, second derivatives of the energy among them, against central differences of fourth order. */
class LossTest {
    private static final double FORCE_WEIGHT = 0.7;
    private static final double STEP = 1e-5; // short, since the curvature of CELU jumps where a sum crosses zero
    /** Rounding 1e-15 f/h of losses of order ten leaves 1e-9; this is what the library promises. */
    private static final double TOLERANCE = 1e-6;

    /** Sums of a few hundred terms in another order. */
    private static final double ROUNDING = 1e-12;

    static Stream<Arguments> cases() {
        Stream<Arguments> activations = Arrays.stream(Activation.values())
                .filter(a -> a.isSmooth() && a != Activation.EXPONENTIAL) // three of it overflow
                .flatMap(a -> Stream.of("5", "4,3", "3,4,3")
                        .map(h -> Arguments.of("inverse-distances", "none", a.symbol(), h)));
        Stream<Arguments> features = Stream.of(
                        "distances",
                        "inverse-distances",
                        "morse:length=1",
                        "morse:length=0.5/2",
                        "cartesian",
                        "internal-coordinates",
                        "atom-counts",
                        "coulomb-matrix:order=sorted",
                        "coulomb-matrix:order=eigenvalues",
                        "coulomb-matrix:order=random,realizations=3",
                        "invariants:degree=3",
                        "invariants:degree=2,variable=inverse")
                .map(f -> Arguments.of(f, "none", "tanh", "4,3"));
        Stream<Arguments> symmetric = Stream.of(
                        "distances", "inverse-distances", "morse:length=0.5/2", "invariants:degree=3")
                .map(f -> Arguments.of(f, "topology", "silu", "4,3"));
        return Stream.of(activations, features, symmetric).flatMap(s -> s);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cases")
    void gradientIsTheDerivative(String features, String symmetry, String activation, String hidden) {
        TrainingSettings settings = Molecules.settings(
                "features", features, "symmetry", symmetry, "activation", activation, "hidden", hidden);
        check(settings);
    }

    @ParameterizedTest
    @MethodSource("anchored")
    void gradientOfAnAnchoredNetworkIsTheDerivative(String features, String symmetry) {
        check(Molecules.settings(
                "features",
                features,
                "symmetry",
                symmetry,
                "activation",
                "tanh",
                "hidden",
                "4,3",
                "anchor",
                "infinity",
                "atomic-energies",
                "H=-10eV,O=-10eV",
                "base",
                "morse:depth=1,width=2,minimum=1"));
    }

    static Stream<Arguments> anchored() {
        return Stream.of(Arguments.of("morse:length=1", "none"), Arguments.of("inverse-distances", "topology"));
    }

    private static void check(TrainingSettings settings) {
        Examples examples = Molecules.examples(Molecules.water(20, 1), settings);
        Mlp mlp = Mlp.random(settings.widths(examples.inputCount()), settings.activation(), 2);
        double[] parameters = mlp.parameters();
        double[] gradient = new double[parameters.length];
        try (Crew crew = new Crew(2)) {
            Loss loss = new MoleculeLoss(examples, mlp, FORCE_WEIGHT, crew);
            int[] all = loss.all();
            double value = loss.gradient(all, 0, all.length, parameters, gradient);
            assertEquals(value, loss.value(all, 0, all.length, parameters), ROUNDING * value);
            double[] expected = LossDifferences.of(loss, parameters, STEP);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected, gradient, TOLERANCE * largest);

            double[][] matrix = new double[gradient.length][gradient.length];
            double[] vector = new double[gradient.length];
            loss.normalEquations().evaluate(parameters, matrix, vector);
            for (int k = 0; k < vector.length; k++) vector[k] *= 2; // L = |r|^2, so dL = 2 J^T r
            assertArrayEquals(gradient, vector, ROUNDING * largest);
        }
    }
}
