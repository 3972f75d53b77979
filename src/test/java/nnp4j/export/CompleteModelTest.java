package nnp4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nnp4j.features.AngularShape;
import nnp4j.features.AtomCounts;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.Cartesian;
import nnp4j.features.CompactPolynomial;
import nnp4j.features.CoulombMatrix;
import nnp4j.features.CutoffFunction;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.Distances;
import nnp4j.features.InternalCoordinates;
import nnp4j.features.InverseDistances;
import nnp4j.features.PermutationInvariants;
import nnp4j.features.RadialShape;
import nnp4j.features.Standardized;
import nnp4j.features.SymmetryFunction;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.network.Activation;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.AtomicOnnx;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Composition;
import nnp4j.potential.Dispersion;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.FeatureScaling;
import nnp4j.potential.Inputs;
import nnp4j.potential.LennardJones;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.Morse;
import nnp4j.potential.PairTerm;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.ScreenedRepulsion;
import nnp4j.potential.Training;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported models against the potentials that they were made of. */
class CompleteModelTest {
    /** Of the largest value: the two sides add the same terms in another order. */
    private static final double SAME = 1e-10;

    private static final Geometry METHANOL = Geometry.of(new int[] {6, 8, 1, 1, 1, 1}, new double[] {
        -0.05, 0.66, 0.01, -0.04, -0.76, 0.02, -1.09, 0.98, 0.03, 0.44, 1.07, 0.89, 0.43, 1.08, -0.89, 0.86, -1.05, 0.05
    });

    @TempDir
    private Path folder;

    private static Descriptor internal() {
        return InternalCoordinates.of(
                6,
                List.of(
                        InternalCoordinate.of(0, 1),
                        InternalCoordinate.of(0, 2),
                        InternalCoordinate.of(2, 0, 1),
                        InternalCoordinate.of(0, 1, 5),
                        InternalCoordinate.of(2, 0, 1, 5)));
    }

    static Stream<Descriptor> molecular() {
        int[] z = METHANOL.atomicNumbers();
        double[] samples = Arrays.copyOf(METHANOL.toArray(), 36);
        for (int k = 0; k < 18; k++) samples[18 + k] = samples[k] * (1 + 0.01 * k);
        return Stream.of(
                Cartesian.of(6),
                Distances.of(6),
                InverseDistances.of(6),
                DecayingPairs.of(6, 0.7, 1.9),
                internal(),
                AtomCounts.of(z, new int[] {1, 6, 8}),
                CoulombMatrix.sorted(z, 6),
                CoulombMatrix.sorted(z, 8),
                CoulombMatrix.random(z, 7, 3, 2, 5),
                CoulombMatrix.eigenvalues(z, 6),
                CoulombMatrix.eigenvalues(z, 9),
                Standardized.fit(InverseDistances.of(6), samples, 2),
                PermutationInvariants.of(InverseDistances.of(6), new int[][] {{0, 1, 3, 4, 2, 5}}, 3),
                PermutationInvariants.of(DecayingPairs.of(6, 0.8, 2), new int[][] {{0, 1, 3, 2, 4, 5}}, 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("molecular")
    void featuresOfMolecules(Descriptor descriptor) throws IOException {
        check(molecular(descriptor, List.of()), METHANOL, SAME);
    }

    @Test
    void eigenvaluesOfALargerMolecule() throws IOException {
        Geometry molecule = AtomSamples.molecule(new SplittableRandom(5), 15);
        Path file = molecular(CoulombMatrix.eigenvalues(molecule.atomicNumbers(), 15), List.of(), molecule);
        check(file, molecule, SAME);
    }

    static Stream<PairTerm> bases() {
        return Stream.of(
                new Morse(4.7, 1.9, 1.1),
                new LennardJones(0.01, 1.2),
                new ScreenedRepulsion(3, 2.2),
                new Dispersion(3.9, 9, 20, 2.5),
                new Dispersion(3.9, 9, 20, 12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void analyticTerms(PairTerm term) throws IOException {
        check(molecular(InverseDistances.of(6), List.of(term, new Morse(1, 2, 1.5))), METHANOL, SAME);
    }

    @ParameterizedTest
    @CsvSource({"potentials/h2.onnx,molecules/h2.xyz", "potentials/nh3.onnx,molecules/ammonia.xyz"})
    void shippedPotentials(Path potential, Path molecule) throws IOException {
        check(
                potential,
                nnp4j.io.MoleculeReader.first(molecule, nnp4j.io.FileUnits.DEFAULT)
                        .geometry(),
                SAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aniOfMoleculesAndCrystals(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Geometry geometry = seed % 2 == 0
                ? AtomSamples.crystal(random, 6, 4 + random.nextDouble())
                : AtomSamples.molecule(random, seed == 1 ? 9 : 2);
        Path file = folder.resolve("ani.onnx");
        Files.write(file, AtomSamples.bytes(seed == 4 ? Precision.FLOAT : Precision.DOUBLE, 2));
        // Features are rounded to float in another order; networks of float give six digits.
        check(file, geometry, seed == 4 ? 1e-5 : SAME);
    }

    @ParameterizedTest
    @EnumSource(CutoffFunction.Shape.class)
    void gaussianSymmetryFunctions(CutoffFunction.Shape shape) throws IOException {
        List<SymmetryFunction> functions = new ArrayList<>();
        for (double eta : new double[] {0, 0.4, 2}) {
            RadialShape radial = new RadialShape.Gaussian(eta, 0.3 * eta, 4.5);
            functions.add(new SymmetryFunction.Radial(SymmetryFunction.ANY, radial));
            for (int first : new int[] {1, 6, 8}) {
                functions.add(new SymmetryFunction.Radial(first, radial));
                for (int second : new int[] {1, 6, 8}) {
                    if (second < first) continue;
                    AngularShape angular = new AngularShape.Power(eta > 1 ? 1 : -1, eta > 1 ? 3 : 1 + eta);
                    functions.add(new SymmetryFunction.Angular(first, second, radial, angular, eta > 0));
                }
            }
            functions.add(new SymmetryFunction.Angular(
                    SymmetryFunction.ANY, SymmetryFunction.ANY, radial, new AngularShape.Power(1, 4), true));
        }
        boolean begins = shape == CutoffFunction.Shape.TANH || shape == CutoffFunction.Shape.NORMALIZED_TANH;
        checkSymmetryFunctions(functions, new CutoffFunction(shape, begins ? 0 : 0.2));
    }

    @ParameterizedTest
    @EnumSource(CompactPolynomial.class)
    void compactSymmetryFunctions(CompactPolynomial polynomial) throws IOException {
        List<SymmetryFunction> functions = new ArrayList<>();
        RadialShape wide = new RadialShape.Compact(-4, 4.2, polynomial);
        RadialShape narrow = new RadialShape.Compact(0.5, 3.9, polynomial);
        AngularShape sector = new AngularShape.Sector(-20, 140, polynomial);
        for (RadialShape radial : List.of(wide, narrow)) {
            functions.add(new SymmetryFunction.Radial(SymmetryFunction.ANY, radial));
            functions.add(new SymmetryFunction.Radial(6, radial));
            functions.add(new SymmetryFunction.Angular(1, 6, radial, sector, true));
            functions.add(new SymmetryFunction.Angular(8, 8, radial, sector, false));
            functions.add(new SymmetryFunction.Angular(0, 0, radial, sector, false));
            functions.add(new SymmetryFunction.Angular(0, 0, radial, sector, true));
        }
        checkSymmetryFunctions(functions, new CutoffFunction(CutoffFunction.Shape.COSINE, 0));
    }

    private void checkSymmetryFunctions(List<SymmetryFunction> functions, CutoffFunction cutoff) throws IOException {
        Map<Integer, List<SymmetryFunction>> all = new TreeMap<>();
        for (int z : new int[] {1, 6, 8}) all.put(z, functions);
        Path file = atomic(SymmetryFunctions.of(all, cutoff));
        check(file, AtomSamples.molecule(new SplittableRandom(3), 8), SAME);
        check(file, AtomSamples.crystal(new SplittableRandom(4), 5, 4.3), SAME);
    }

    /** Potentials of atoms, a molecule and a crystal, for the check by other programs. */
    @Test
    void samplesForOtherPrograms() throws IOException {
        Path samples = Files.createDirectories(Path.of("target/export-samples"));
        Files.write(samples.resolve("ani.onnx"), AtomSamples.bytes(Precision.FLOAT, 2));
        Map<Integer, List<SymmetryFunction>> all = new TreeMap<>();
        RadialShape radial = new RadialShape.Gaussian(0.4, 0, 4.5);
        for (int z : new int[] {1, 6, 8})
            all.put(
                    z,
                    List.of(
                            new SymmetryFunction.Radial(1, radial),
                            new SymmetryFunction.Radial(SymmetryFunction.ANY, radial),
                            new SymmetryFunction.Angular(1, 8, radial, new AngularShape.Power(1, 2), true)));
        Path functions = atomic(SymmetryFunctions.of(all, new CutoffFunction(CutoffFunction.Shape.COSINE, 0)));
        Files.copy(functions, samples.resolve("symmetry-functions.onnx"), StandardCopyOption.REPLACE_EXISTING);
        write(samples.resolve("molecule.xyz"), AtomSamples.molecule(new SplittableRandom(6), 8));
        write(samples.resolve("crystal.xyz"), AtomSamples.crystal(new SplittableRandom(6), 6, 4.6));
        assertTrue(Files.size(samples.resolve("crystal.xyz")) > 0);
    }

    private static void write(Path file, Geometry geometry) throws IOException {
        StringBuilder text = new StringBuilder(geometry.atomCount() + "\n");
        geometry.cell().ifPresent(cell -> {
            String numbers =
                    Arrays.stream(cell.toArray()).mapToObj(Double::toString).collect(Collectors.joining(" "));
            text.append("Lattice=\"").append(numbers).append("\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"");
        });
        double[] x = geometry.toArray();
        for (int i = 0; i < geometry.atomCount(); i++)
            text.append("\n" + Element.symbol(geometry.atomicNumber(i)) + " " + x[3 * i] + " " + x[3 * i + 1] + " "
                    + x[3 * i + 2]);
        Files.writeString(file, text.append("\n"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Geometry water = Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0.12, 0, 0.76, -0.47, 0, -0.76, -0.47});
        PotentialException e =
                assertThrows(PotentialException.class, () -> CompleteModel.of(Path.of("potentials/h2.onnx"), water));
        assertTrue(e.getMessage().contains("found O H H"), e.getMessage());
    }

    private Path molecular(Descriptor descriptor, List<PairTerm> base) throws IOException {
        return molecular(descriptor, base, METHANOL);
    }

    private Path molecular(Descriptor descriptor, List<PairTerm> base, Geometry molecule) throws IOException {
        int n = descriptor.featureCount();
        FeatureRange range = new FeatureRange(Collections.nCopies(n, -1e9), Collections.nCopies(n, 1e9));
        PotentialCard card =
                card(Composition.exactly(molecule), new MoleculeInputs(descriptor, range), base, 1, Precision.DOUBLE);
        Mlp mlp = Mlp.random(new int[] {n, 8, 5, 1}, Activation.SOFTPLUS, 7);
        return Files.write(
                folder.resolve("molecule.onnx"), OnnxExport.model(mlp, Map.of(PotentialCard.KEY, card.toJson())));
    }

    private Path atomic(AtomicDescriptor descriptor) throws IOException {
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        Map<String, FeatureScaling> scalings = new TreeMap<>();
        Random random = new Random(1);
        for (int z : descriptor.elements()) {
            int n = descriptor.featureCount(z);
            networks.put(
                    z,
                    IntStream.range(0, 3)
                            .mapToObj(k -> Mlp.random(new int[] {n, 9, 1}, Activation.TANH, 5L * z + k))
                            .toList());
            scalings.put(
                    Element.symbol(z),
                    new FeatureScaling(
                            random.doubles(n).boxed().toList(),
                            random.doubles(n, 0.05, 0.2).boxed().toList()));
        }
        PotentialCard card = card(
                Composition.anyOf(List.of("H", "C", "O")),
                new AtomInputs(descriptor, Map.of(), scalings),
                List.of(),
                3,
                Precision.DOUBLE);
        return Files.write(
                folder.resolve("atoms.onnx"),
                AtomicOnnx.model(
                        AtomicNetworks.of(networks), Precision.DOUBLE, Map.of(PotentialCard.KEY, card.toJson())));
    }

    private static PotentialCard card(
            Composition composition, Inputs inputs, List<PairTerm> base, int members, Precision precision) {
        return new PotentialCard(
                "test",
                composition,
                inputs,
                base,
                -0.7,
                AtomicEnergies.free(Map.of("H", -13.6, "C", -1027.0, "O", -2043.1)),
                "none",
                new Training("none", 1, "00", "none", "none", 1),
                Assessment.NONE,
                Assessment.NONE,
                members,
                precision,
                "none",
                "none",
                "a test");
    }

    /** At the geometry and at displaced ones. */
    private static void check(Path file, Geometry geometry, double bound) throws IOException {
        byte[] exported = CompleteModel.of(file, geometry);
        Random random = new Random(9);
        try (CompleteRun run = new CompleteRun(exported, geometry, file);
                PotentialFile potentials = PotentialFile.open(file);
                BoundPotential potential = potentials.potentialFor(geometry, outside -> {})) {
            for (int k = 0; k < 4; k++) {
                double[] x = geometry.toArray();
                for (int c = 0; c < x.length; c++) x[c] += 0.05 * k * random.nextGaussian();
                double[] forces = new double[x.length];
                double energy;
                if (geometry.cell().isPresent()) {
                    double[] virial = new double[9];
                    energy = ((AtomicPotential) potential).energyForcesAndVirial(x, forces, virial);
                    run.at(x);
                    same("virial", virial, run.virial, bound);
                } else {
                    energy = potential.energyAndForces(x, forces);
                    run.at(x);
                }
                assertEquals(energy, run.energy, bound * Math.max(1, Math.abs(energy)));
                same("force", forces, run.forces, bound);
            }
        }
    }

    private static void same(String what, double[] expected, double[] found, double bound) {
        double scale =
                Math.max(1e-3, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        for (int k = 0; k < expected.length; k++) assertEquals(expected[k], found[k], bound * scale, what + " " + k);
    }
}
