package nnp4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.Morse;
import nnp4j.potential.Potential;

/** Seeded data from an analytic surface: energies and forces that a network can learn. */
final class Molecules {
    static final Geometry WATER =
            Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0.12, 0, 0.76, -0.47, 0, -0.76, -0.47});
    /** Energy of every atom, eV. */
    static final double ATOM = -10;

    private Molecules() {}

    /** Water with coordinates moved by up to 0.2 angstrom, on a sum of Morse potentials. */
    static DataSet water(int frames, long seed) {
        return of(WATER, frames, seed);
    }

    static DataSet of(Geometry molecule, int frames, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Potential potential = new Morse(4.5, 1.9, 1.1).between(molecule.atomCount());
        Path file = null;
        try {
            file = Files.createTempFile("data", ".extxyz");
            try (var out = Files.newBufferedWriter(file)) {
                for (int i = 0; i < frames; i++) {
                    double[] x = molecule.toArray();
                    for (int k = 0; k < x.length; k++) x[k] += 0.4 * (random.nextDouble() - 0.5);
                    double[] forces = new double[x.length];
                    double energy = potential.energyAndForces(x, forces) + ATOM * molecule.atomCount();
                    ExtendedXyz.write(out, molecule.at(x), OptionalDouble.of(energy), Optional.of(forces), Map.of());
                }
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSet read(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(file, FileUnits.DEFAULT)) {
            reader.forEachRemaining(frames::add);
        }
        return DataSet.of(frames);
    }

    static TrainingSettings settings(String... keysAndValues) {
        TrainingSettings settings = TrainingSettings.standard();
        for (int k = 0; k < keysAndValues.length; k += 2)
            settings = settings.with(keysAndValues[k], keysAndValues[k + 1]);
        return settings;
    }

    /** The examples of training frames as a trainer would make them. */
    static Examples examples(DataSet data, TrainingSettings settings) {
        return ((MoleculePreparation) preparation(data, settings)).training();
    }

    /** All frames for training. */
    static Preparation preparation(DataSet data, TrainingSettings settings) {
        try (Crew crew = new Crew(1)) {
            int[] all = new int[data.size()];
            Arrays.setAll(all, i -> i);
            return Preparation.of(data, Split.of(all, new int[0], new int[0], "all"), settings, crew);
        }
    }
}
