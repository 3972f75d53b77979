package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.Descriptor;
import nnp4j.features.InverseDistances;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.Composition;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.Training;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of a polyatomic molecule move the fragment behind the coordinate and nothing else. */
class FragmentScanTest {
    private static final Path ETHANOL = Path.of("molecules/ethanol.sdf");
    /** Rounding of coordinates of a few angstrom through rotations. */
    private static final double EXACT = 1e-12;

    @TempDir
    private Path folder;

    /** Any network will do: the test is about geometries. */
    private Path potential() throws IOException {
        Geometry molecule = MoleculeReader.first(ETHANOL, FileUnits.DEFAULT).geometry();
        Descriptor descriptor = InverseDistances.of(molecule.atomCount());
        double[] features = new double[descriptor.featureCount()];
        descriptor.evaluate(molecule.toArray(), features);
        List<String> atoms = new ArrayList<>();
        Map<String, Double> energies = new TreeMap<>();
        for (int z : molecule.atomicNumbers()) {
            atoms.add(Element.symbol(z));
            energies.put(Element.symbol(z), -1.0);
        }
        PotentialCard card = new PotentialCard(
                "any",
                Composition.exactly(atoms),
                new MoleculeInputs(descriptor, FeatureRange.of(1, features)),
                List.of(),
                0,
                AtomicEnergies.free(energies),
                "none",
                new Training("none", 1, "0", "none", "none", 1),
                Assessment.NONE,
                Assessment.NONE,
                1,
                Precision.DOUBLE,
                "none",
                "none",
                "none");
        Mlp mlp = Mlp.random(new int[] {features.length, 4, 1}, Activation.TANH, 1);
        return Files.write(folder.resolve("any.onnx"), OnnxExport.model(mlp, Map.of(PotentialCard.KEY, card.toJson())));
    }

    private List<Frame> scan(String... options) throws IOException {
        List<Object> words = new ArrayList<>(List.of(
                "scan",
                ETHANOL,
                "--potential",
                potential(),
                "--extrapolation",
                "allow",
                "--out",
                folder.resolve("out")));
        words.addAll(List.of(options));
        Program program = Program.run(words.toArray());
        assertEquals(0, program.status(), program.err());
        List<Frame> frames = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(folder.resolve("out/scan.extxyz"))) {
            reader.forEachRemaining(frames::add);
        }
        return frames;
    }

    @Test
    void aBondMovesTheHydroxylGroup() throws IOException {
        List<Frame> frames = scan("--bond", "CO", "--from", "1.3", "--to", "2.3", "--step", "0.25");
        assertEquals(5, frames.size());
        Geometry first = frames.get(0).geometry();
        Geometry last = frames.get(4).geometry();
        assertEquals(1.3, first.distance(1, 2), EXACT);
        assertEquals(2.3, last.distance(1, 2), EXACT);
        assertEquals(first.distance(2, 3), last.distance(2, 3), EXACT, "O-H goes along");
        assertEquals(first.distance(0, 1), last.distance(0, 1), EXACT, "C-C stays");
    }

    @Test
    void aDihedralFoundBySmartsTurnsAFullTurn() throws IOException {
        List<Frame> frames = scan("--dihedral", "CCO[H]");
        assertEquals(73, frames.size());
        double[] x = frames.get(0).geometry().toArray();
        double[] y = frames.get(72).geometry().toArray();
        for (int k = 0; k < x.length; k++) assertEquals(x[k], y[k], EXACT, "-180 and 180 degrees are one");
        double turned = 0;
        for (int k = 0; k < x.length; k++)
            turned = Math.max(turned, Math.abs(x[k] - frames.get(36).geometry().toArray()[k]));
        assertTrue(turned > 1, "half a turn is another geometry");
    }

    @Test
    void aPatternWithSeveralMatchesAsksForAtoms() throws IOException {
        Program program =
                Program.run("scan", ETHANOL, "--potential", potential(), "--bond", "C[H]", "--from", "1", "--to", "2");
        assertEquals(2, program.status());
        assertTrue(program.err().contains("name the atoms"), program.err());
    }
}
