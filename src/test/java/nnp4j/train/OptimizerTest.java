package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import nnp4j.network.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    private static final DataSet DATA = Molecules.water(60, 3);

    private static TrainingSettings settings(String optimizer) {
        return Molecules.settings(
                "optimizer",
                optimizer,
                "symmetry",
                "topology",
                "hidden",
                "6,5",
                "epochs",
                "30",
                "batch",
                "7",
                "rate",
                "3e-3",
                "averaging",
                "0.9",
                "clip",
                "5",
                "weight-decay",
                "0.01",
                "patience",
                "0",
                "activation",
                "tanh");
    }

    private static TrainingRun run(String optimizer, Crew crew) {
        Preparation preparation = Molecules.preparation(DATA, settings(optimizer));
        return new TrainingRun(1, preparation, settings(optimizer), crew);
    }

    @ParameterizedTest
    @CsvSource({"adam, 0.7", "lbfgs, 0.2", "lm, 0.05"}) // 0.5, 0.1 and 0.02 were found in 30 epochs
    void theLossFalls(String optimizer, double factor) {
        try (Crew crew = new Crew(1)) {
            TrainingRun run = run(optimizer, crew);
            double first = run.next().trainingLoss();
            while (!run.done()) run.next();
            assertTrue(run.bestLoss() < factor * first, run.bestLoss() + " of " + first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "lbfgs", "lm"})
    void anyNumberOfThreadsGivesTheSameBits(String optimizer) {
        double[] expected = trained(optimizer, 1);
        for (int threads : new int[] {2, 3, 5}) assertArrayEquals(expected, trained(optimizer, threads), 0);
    }

    private static double[] trained(String optimizer, int threads) {
        try (Crew crew = new Crew(threads)) {
            TrainingRun run = run(optimizer, crew);
            while (!run.done()) run.next();
            return run.best();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "lbfgs", "lm"})
    void aRunWrittenDownAndReadBackGoesOnAsIfItHadNotStopped(String optimizer) throws IOException {
        try (Crew crew = new Crew(2)) {
            TrainingRun unbroken = run(optimizer, crew);
            TrainingRun broken = run(optimizer, crew);
            while (!unbroken.done()) {
                unbroken.next();
                broken.next();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                broken.write(new DataOutputStream(bytes));
                broken = run(optimizer, crew);
                broken.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            }
            assertTrue(broken.done());
            assertArrayEquals(unbroken.best(), broken.best(), 0);
        }
    }

    /** Two steps over all frames, beta 0.9 and 0.999, epsilon 1e-8. */
    @Test
    void anAdamStepIsTheFormulaOfItsAuthors() {
        Examples examples = Molecules.examples(DATA, Molecules.settings("hidden", "none", "force-weight", "0"));
        Mlp mlp = Mlp.random(
                new int[] {examples.inputCount(), 1}, settings("adam").activation(), 1);
        try (Crew crew = new Crew(1)) {
            Loss loss = new MoleculeLoss(examples, mlp, 0, crew);
            Adam adam = new Adam(loss, mlp.parameters(), DATA.size(), 0, Double.POSITIVE_INFINITY, 0, 1);
            double[] p = mlp.parameters();
            double[] g = new double[p.length];
            double[] m = new double[p.length];
            double[] v = new double[p.length];
            for (int t = 1; t <= 2; t++) {
                loss.gradient(loss.all(), 0, loss.all().length, p, g);
                for (int k = 0; k < p.length; k++) {
                    m[k] = 0.9 * m[k] + 0.1 * g[k];
                    v[k] = 0.999 * v[k] + 0.001 * g[k] * g[k];
                    p[k] -= 0.01
                            * (m[k] / (1 - Math.pow(0.9, t)))
                            / (Math.sqrt(v[k] / (1 - Math.pow(0.999, t))) + 1e-8);
                }
                adam.epoch(t, 0.01);
            }
            assertArrayEquals(p, adam.parameters(), 1e-12); // another order of the frames and of the operations
        }
    }
}
