package nnp4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small ANI model in NeuroChem's files: its energies, and what is said of files that are broken or do not fit. */
class AniImportTest {
    private static final Geometry WATER =
            Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0});

    private static final String NETWORK = AniFiles.networkName(1, "O");

    @TempDir
    private Path folder;

    @Test
    void energiesAreThoseOfThePublishedFormula() throws IOException {
        AniFiles files = new AniFiles(folder);
        ImportedPotential read = AniImport.read(files.info);
        assertEquals(List.of("H", "O"), read.elements());
        byte[] model = read.model("small.info", "00", Precision.DOUBLE, "test");
        for (Geometry molecule : new Geometry[] {WATER, Geometry.of(new int[] {8}, new double[3])})
            try (PotentialFile file = PotentialFile.open(Path.of("small.onnx"), model);
                    AtomicPotential potential = (AtomicPotential) file.potentialFor(molecule, Extrapolation.ALLOW)) {
                double[] x = molecule.toArray();
                double energy = potential.energyAndForces(x, new double[x.length]);
                double[] members = potential.memberEnergies();
                for (int m = 0; m < 2; m++)
                    // Some roundings of the oxygen's 2,000 eV.
                    assertEquals(
                            expected(files, read, molecule, m) * EnergyUnit.HARTREE.ev(),
                            members[m],
                            2e-12,
                            "member " + m);
                assertEquals(0.5 * (members[0] + members[1]), energy, 2e-12);
            }
    }

    /** The sum over atoms in hartree, with celu(z, 0.1) as it is written. */
    private static double expected(AniFiles files, ImportedPotential read, Geometry molecule, int member)
            throws IOException {
        AtomicKernel kernel = read.inputs().descriptor().kernelFor(molecule.atomicNumbers(), false);
        NeighborList list = NeighborList.of(molecule, read.inputs().descriptor().cutoff(), 1);
        list.update(molecule.toArray());
        Neighborhood around = new Neighborhood();
        double energy = 0;
        for (int i = 0; i < molecule.atomCount(); i++) {
            int kind = molecule.atomicNumber(i) == 1 ? 0 : 1;
            list.gather(i, around);
            int[] live = kernel.liveFeatures(molecule.atomicNumber(i));
            double[] row = new double[live.length];
            kernel.evaluate(around, row, 0);
            double[] a = new double[AniFiles.WIDTHS[0]];
            for (int k = 0; k < live.length; k++) a[live[k]] = row[k];
            int layers = AniFiles.WIDTHS.length - 1;
            for (int layer = 1; layer <= layers; layer++) {
                float[] weights = files.numbers(member, AniFiles.ELEMENTS[kind], layer, "w");
                float[] biases = files.numbers(member, AniFiles.ELEMENTS[kind], layer, "b");
                double[] next = new double[biases.length];
                for (int o = 0; o < next.length; o++) {
                    double z = biases[o];
                    for (int k = 0; k < a.length; k++) z += weights[o * a.length + k] * a[k];
                    next[o] = z > 0 || layer == layers ? z : 0.1 * Math.expm1(z / 0.1);
                }
                a = next;
            }
            energy += a[0] + AniFiles.SELF_ENERGIES[kind];
        }
        return energy;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small.info | train\\n2 | train | small.info: expected 4 lines",
                "small.info | \\n2 | \\nmany | small.info line 4: expected a number of members from 1 to 64, found \"many\"",
                "small.info | \\n2 | \\n0 | small.info line 4: expected a number of members from 1 to 64, found \"0\"",
                "small.info | \\n2 | \\n3 | train2/networks/ANN-H.nnf: no such file",
                "small.info | small/sae.dat | ../sae.dat | small.info: expected paths inside its folder, found \"../sae.dat\"",
                "small.info | small/sae.dat | small/nothing | nothing: no such file",
                "small/small.params | EtaR = [16] | EtaR [16] | small.params: expected KEY = VALUE, found \"EtaR [16]\"",
                "small/small.params | TM = 1 | Rca = 3 | small.params: Rca comes twice",
                "small/small.params | Zeta = [8] | Zet = [8] | small.params: expected Zeta, found none",
                "small/small.params | Zeta = [8] | Zeta = [8,9] | small.params: Zeta: expected one value, found 2",
                "small/small.params | Zeta = [8] | Zeta = 8 | small.params: Zeta: expected [a,b,...], found \"8\"",
                "small/small.params | Rcr = 4.0 | Rcr = four | small.params: expected a number, found",
                "small/small.params | Rcr = 4.0 | Rcr = -4 | small.params: ",
                "small/small.params | Rcr = 4.0 | Rcr = NaN | small.params: ",
                "small/small.params | [H,O] | [H,Xx] | small.params: Atyp: unknown element \"Xx\"",
                "small/small.params | [0.9,2.0] | [0.9] | ANN-H.nnf: expected inputsize=8, found",
                "small/sae.dat | O,1=-75 | O,1 | sae.dat line 2: expected ELEMENT,INDEX=HARTREE",
                "small/sae.dat | O,1=-75 | N,1=-54 | sae.dat line 2: expected ELEMENT,INDEX=HARTREE with an element of H, O",
                "small/sae.dat | O,1=-75 | O,1=NaN | sae.dat line 2: expected ELEMENT,INDEX=HARTREE",
                "small/sae.dat | O,1=-75 | H,0=-0.5 | sae.dat: expected a self energy of O, found none",
            })
    void textsThatAreBroken(String name, String from, String to, String said) throws IOException {
        AniFiles files = new AniFiles(folder);
        files.change(name, from.replace("\\n", "\n"), to.replace("\\n", "\n"));
        refused(files, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inputsize=10 | inputsize=11 | ANN-O.nnf: expected inputsize=10, found",
                "activation=9 | activation=5 | ANN-O.nnf: layer 1: expected activation 9 (CELU), found 5",
                "activation=6 | activation=9 | ANN-O.nnf: layer 3: expected activation 6 (linear), found 9",
                "blocksize=4 | blocksize=5 | ANN-O.nnf: layer 2: expected blocksize=4, found 5",
                "nodes=3 | nodes=0 | ANN-O.nnf: layer 2: expected nodes from 1 to 65536, found 0",
                "nodes=3 | nodes=many | ANN-O.nnf: layer 2: expected nodes from 1 to 65536, found many",
                "nodes=1 | nodes=2 | ANN-O.nnf: expected 1 node in the last layer, found 2",
                "wparam[12] | wparam[13] | ANN-O.nnf: expected FILE:NAME[12], found FILE:ANN-O.nnf-l2.wparam[13]",
                "FILE:ANN-O.nnf-l2.w | FILE:../w | ANN-O.nnf: expected FILE:NAME[12], found FILE:../wparam[12]",
                "FILE:ANN-O.nnf-l2.w | FILE:x | xparam: no such file",
                "layer | lair | ANN-O.nnf: expected layers, found none",
            })
    void descriptionsThatDoNotFit(String from, String to, String said) throws IOException {
        AniFiles files = new AniFiles(folder);
        String text = AniFiles.description("O");
        assertTrue(text.contains(from));
        files.network(1, "O", text.replace(from, to));
        refused(files, said);
    }

    @Test
    void binaryFilesThatAreBroken() throws IOException {
        AniFiles files = new AniFiles(folder);
        byte[] network = Files.readAllBytes(files.file(NETWORK));
        byte[] weights = Files.readAllBytes(files.file(NETWORK + "-l2.wparam"));

        files.write(NETWORK + "-l2.wparam", Arrays.copyOf(weights, 47));
        refused(files, "ANN-O.nnf-l2.wparam: expected 48 bytes, found 47");
        files.write(NETWORK + "-l2.wparam", Arrays.copyOf(weights, 52));
        refused(files, "ANN-O.nnf-l2.wparam: expected 48 bytes, found 52");
        byte[] endless = weights.clone();
        ByteBuffer.wrap(endless).order(ByteOrder.LITTLE_ENDIAN).putFloat(8, Float.POSITIVE_INFINITY);
        files.write(NETWORK + "-l2.wparam", endless);
        refused(files, "ANN-O.nnf-l2.wparam byte 8: expected a finite number, found Infinity");
        files.write(NETWORK + "-l2.wparam", weights);

        files.write(NETWORK, new byte[0]);
        refused(files, "ANN-O.nnf byte 0: expected LENGTH=, found something else");
        files.write(NETWORK, Arrays.copyOf(network, network.length - 20));
        refused(files, "ANN-O.nnf byte 5: broken bzip2 data");
        byte[] longer = network.clone();
        longer[0]++;
        files.write(NETWORK, longer);
        refused(files, "bytes of text, found");
        Files.delete(files.file(NETWORK));
        refused(files, "ANN-O.nnf: no such file");
        files.network(
                1,
                "O",
                AniFiles.description("O")
                        .replace("nodes=3", "nodes=2")
                        .replace("blocksize=3", "blocksize=2")
                        .replace("[12]", "[8]")
                        .replace("[3]", "[2]"));
        refused(files, "ANN-O.nnf");
    }

    private static void refused(AniFiles files, String said) {
        ConvertException e = assertThrows(ConvertException.class, () -> AniImport.read(files.info));
        assertTrue(e.getMessage().contains(said.trim()), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    /** Any file with a few other bytes is refused in one line, or is another model. */
    @Test
    void mutatedFiles() throws IOException {
        AniFiles files = new AniFiles(folder);
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile).sorted().toList();
        }
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int k = 0; k < 1_000; k++) {
            Path file = all.get(random.nextInt(all.size()));
            byte[] before = Files.readAllBytes(file);
            byte[] bytes = before.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(file, bytes);
            try {
                AniImport.read(files.info);
            } catch (ConvertException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
            Files.write(file, before);
        }
        assertTrue(refused > 150 && refused < 950, refused + " refused");
        AniImport.read(files.info);
    }
}
