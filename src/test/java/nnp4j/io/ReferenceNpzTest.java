package nnp4j.io;

import static nnp4j.io.NpyFiles.array;
import static nnp4j.io.NpyFiles.rawHeader;
import static nnp4j.io.References.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceNpzTest {
    private static final ReferenceOptions EV = ReferenceOptions.DEFAULT.withUnits(FileUnits.DEFAULT);
    private static final ReferenceOptions MD17 =
            EV.withUnits(new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.KCAL_PER_MOL));
    private static final double[] X = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0.5, 1};
    private static final double[] F = {0, 0, 1, 0, 0, -1, 2, 0, 0, -2, 0, 0};
    /** Frames of the long file: coordinates and forces of two atoms take 115 MB. */
    private static final int MANY = 1_200_000;
    /** A reader with a frame and its buffers needs some 100 kB; the arrays held would be five times this. */
    private static final long BOUND = 20_000_000;

    @TempDir
    private Path folder;

    private static Map<String, byte[]> good() {
        return new HashMap<>(Map.of(
                "R", array("<f8", "(2, 2, 3)", X),
                "E", array("<f8", "(2, 1)", -1, -2),
                "F", array("<f8", "(2, 2, 3)", F),
                "z", array("|u1", "(2,)", 1, 9)));
    }

    private Path file(Map<String, byte[]> arrays) throws IOException {
        return NpyFiles.archive(folder.resolve("set.npz"), false, arrays);
    }

    @ParameterizedTest
    @CsvSource({
        "1, <f8, |u1, true",
        "2, >f8, <i8, false",
        "3, <f4, >i2, false",
        "1, >f4, <u4, true",
        "1, <i2, |i1, false",
        "1, >i4, <i4, true",
        "1, <i8, >u2, false"
    })
    void everyTypeOfNumberIsRead(int version, String type, String element, boolean stored) throws IOException {
        double[] whole = Arrays.stream(X).map(x -> 2 * x).toArray();
        Map<String, byte[]> arrays = new HashMap<>(Map.of(
                "coords", array(version, type, "(2, 2, 3)", whole),
                "energies", array(version, type, "(2,)", -1, -2),
                "forces", array(version, type, "(2, 2, 3)", F),
                "nuclear_charges", array(version, element, "(2,)", 1, 9),
                "old_indices", array(version, "<i8", "(2,)", 1, 9)));
        List<Frame> frames = References.read(NpyFiles.archive(folder.resolve("all.npz"), stored, arrays), MD17);
        assertEquals(2, frames.size());
        Frame second = frames.get(1);
        assertEquals(2, second.number());
        assertEquals("FH", second.geometry().formula());
        assertArrayEquals(new double[] {0, 0, 0, 0, 1, 2}, second.geometry().toArray());
        assertEquals(-2 * Units.KCAL_PER_MOL, second.energy().orElseThrow());
        assertArrayEquals(
                new double[] {2 * Units.KCAL_PER_MOL, 0, 0, -2 * Units.KCAL_PER_MOL, 0, 0},
                second.forces().orElseThrow());
    }

    @Test
    void gradientsAreTurnedOnceAndKeysMayBeNamed() throws IOException {
        Map<String, byte[]> arrays = good();
        arrays.put("dft", array("<f8", "(2,)", 5, 6));
        arrays.put("positions", arrays.remove("R"));
        ReferenceOptions options = EV.withEnergyKey("dft").withCoordinatesKey("positions");
        Frame frame = References.read(file(arrays), options.withForcesKey("F").withGradients(true))
                .get(0);
        assertEquals(5, frame.energy().orElseThrow());
        assertArrayEquals(new double[] {0, 0, -1, 0, 0, 1}, frame.forces().orElseThrow());
        arrays.remove("F");
        assertTrue(References.read(file(arrays), options).get(0).forces().isEmpty());
    }

    static Stream<Arguments> broken() {
        byte[] cut = Arrays.copyOf(array("<f8", "(2, 2, 3)", X), 180);
        byte[] nan = array("<f8", "(2, 2, 3)", 0, 0, 0, 0, 0, 1, 0, 0, 0, Double.NaN, 0, 1);
        return Stream.of(
                arguments("R", null, "expected an array R or coords, found E, F, z"),
                arguments("E", null, "expected an array E or energies"),
                arguments("z", null, "expected an array z or nuclear_charges"),
                arguments("coords", new byte[1], "expected one of R, coords, found both"),
                arguments("R", new byte[0], "R: |expected a .npy array"),
                arguments("R", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, "R: |expected a .npy header"),
                arguments("R", rawHeader(4, "{}"), "R: |version 1, 2 or 3, found 4"),
                arguments("R", rawHeader(2, "{" + "x".repeat(20_000)), "R: |header of at most 10000"),
                arguments("R", array("<f8", "(2, 3, 2)", X), "R: |expected shape (frames, 2, 3), found (2, 3, 2)"),
                arguments("R", array("<f8", "()", 1), "R: |found ()"),
                arguments("R", array("<f8", "(0, 2, 3)"), "R: |expected 1 to"),
                arguments("R", array("<f8", "(2, -2, 3)", X), "R: |whole numbers"),
                arguments("R", array("<f8", "(999999999999, 999999999999, 3)"), "R: |fits a file"),
                arguments("R", array("<f8", "(2000000, 2, 3)", X), "R: |expected 96000"),
                arguments(
                        "R", rawHeader(1, "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}"), "R: |numbers f4"),
                arguments(
                        "R", rawHeader(1, "{'descr': '<c8', 'fortran_order': False, 'shape': (2,)}"), "R: |numbers f4"),
                arguments("R", rawHeader(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (2,)}"), "R: |C order"),
                arguments("R", rawHeader(1, "{'descr': '<f8', 'fortran_order': False}"), "R: |'shape'"),
                arguments("R", cut, "R: |expected 224 bytes of shape (2, 2, 3), found 180"),
                arguments("R", nan, "frame 2: R: |finite number, found NaN (atom 2, x)"),
                arguments("R", array("<f8", "(2, 2, 3)", new double[12]), "frame 1: |on one spot"),
                arguments("R", array("<f8", "(2, 2, 3)", 1e9, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1), "frame 1: R: |million"),
                arguments("E", array("<f8", "(3,)", 1, 2, 3), "E: |expected shape (2) or (2, 1), found (3)"),
                arguments("E", array("<f8", "(2,)", 1, Double.POSITIVE_INFINITY), "frame 2: E: |found Infinity"),
                arguments("F", array("<f8", "(2, 6)", F), "F: |expected shape (2, 2, 3), found (2, 6)"),
                arguments("F", nan, "frame 2: F: |finite number"),
                arguments("z", array("<f8", "(2,)", 1, 1.5), "z: |atomic number from 1 to 118, found 1.5 of atom 2"),
                arguments("z", array("<i4", "(2,)", 0, 1), "z: |found 0.0 of atom 1"),
                arguments("z", array("<i4", "(1, 2)", 1, 1), "z: |expected shape (atoms), found (1, 2)"),
                arguments("z", array("<i4", "(0,)"), "z: |1000000 atoms, found 0"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenArrayIsReportedWithItsName(String name, byte[] content, String words) throws IOException {
        Map<String, byte[]> arrays = good();
        if (content == null) arrays.remove(name);
        else arrays.put(name, content);
        refused(file(arrays), EV, words.split("\\|"));
    }

    @Test
    void whatIsNoArchiveOrCutOffIsReported() throws IOException {
        byte[] whole = Files.readAllBytes(NpyFiles.archive(folder.resolve("whole.npz"), true, good()));
        for (byte[] content :
                List.of(new byte[0], "text".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2)))
            refused(Files.write(folder.resolve("bad.npz"), content), EV, "expected an .npz archive");
        refused(file(good()), ReferenceOptions.DEFAULT, "expected units");
        refused(file(good()), EV.withForcesKey("G"), "expected an array G, found E, F, R, z");
        for (int at = 30; at < whole.length; at += 7) { // every error that damage makes has a message of ours
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            try {
                List<Frame> frames = References.read(Files.write(folder.resolve("bad.npz"), damaged), EV);
                for (int k = 0; k < 2; k++)
                    assertEquals(-1 - k, frames.get(k).energy().orElseThrow());
                assertArrayEquals(Arrays.copyOf(F, 6), frames.get(0).forces().orElseThrow());
            } catch (MoleculeFormatException e) {
                References.check(e.getMessage().substring(folder.toString().length()), "bad.npz: ");
            }
        }
    }

    @Test
    void aLongArchiveIsReadInTheMemoryOfOneFrame() throws IOException {
        Path path = folder.resolve("long.npz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            write(zip, "R", "(" + MANY + ", 2, 3)", array("<f8", "(2, 3)", 0, 0, 0, 0, 0, 1));
            write(zip, "F", "(" + MANY + ", 2, 3)", array("<f8", "(2, 3)", 0, 0, 0, 0, 0, 1));
            write(zip, "E", "(" + MANY + ",)", array("<f8", "(1,)", 3));
            zip.putNextEntry(new ZipEntry("z.npy"));
            zip.write(array("<i8", "(2,)", 1, 1));
        }
        long before = used();
        try (ReferenceSet set = ReferenceSet.open(path, EV)) {
            int frames = 0;
            for (; set.hasNext(); frames++) {
                assertEquals(3, set.next().energy().orElseThrow());
                if (frames % (MANY / 3) == MANY / 3 - 1) assertTrue(used() - before < BOUND, "at frame " + frames);
            }
            assertEquals(MANY, frames);
        }
    }

    /** One frame over and over. */
    private static void write(ZipOutputStream zip, String name, String shape, byte[] frame) throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(NpyFiles.header(1, "<f8", shape));
        byte[] numbers = Arrays.copyOfRange(frame, 128, frame.length);
        byte[] block = new byte[1000 * numbers.length];
        for (int k = 0; k < 1000; k++) System.arraycopy(numbers, 0, block, k * numbers.length, numbers.length);
        for (int k = 0; k < MANY / 1000; k++) zip.write(block);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
