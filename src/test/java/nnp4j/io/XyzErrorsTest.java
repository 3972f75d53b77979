package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XyzErrorsTest {
    private static final String H2 = "2\nhydrogen\nH 0 0 0\nH 0 0 0.74\n";
    private static final String PROPERTIES = "Properties=species:S:1:pos:R:3";
    private static final String CUBE = "Lattice=\"9 0 0 0 9 0 0 0 9\"";
    /** Beyond this a message does not fit a screen. */
    private static final int LONGEST_MESSAGE = 300;

    @TempDir
    private Path folder;

    private String errorOf(byte[] content) throws IOException {
        Path path = Files.write(folder.resolve("bad.xyz"), content);
        String message = assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThrows(MoleculeFormatException.class, () -> readAll(path))
                        .getMessage());
        String relative = message.replace(folder + "/", "");
        assertTrue(relative.length() <= LONGEST_MESSAGE, relative);
        assertTrue(relative.codePoints().noneMatch(Character::isISOControl), relative);
        return relative;
    }

    private static void readAll(Path path) {
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            reader.forEachRemaining(frame -> {});
        }
    }

    /** The line and the words that the message must have. */
    private void check(String text, int line, String... words) throws IOException {
        String message = errorOf(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(message.startsWith("bad.xyz:" + line + ": "), message);
        for (String word : words) assertTrue(message.contains(word), message);
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                arguments("", 1, "number of atoms"),
                arguments("\n\n \n", 3, "number of atoms"),
                arguments("\uFEFF", 1, "number of atoms"),
                arguments("2\nc\nH 0 0\nH 0 0 0.74\n", 3, "3 coordinates"),
                arguments("2\nc\nH 0 0 0\n", 3, "expected 2 atoms, found 1"),
                arguments("2\nc\n", 2, "expected 2 atoms, found 0"),
                arguments("2\n", 1, "expected 2 atoms"),
                arguments("2", 1, "expected 2 atoms"),
                arguments("1\nc\nH 0 0 0\nH 0 0 0.74\n", 4, "too small"),
                arguments(H2.replaceFirst("2", "3"), 4, "expected 3 atoms, found 2"),
                arguments(H2.replaceFirst("2", "3") + H2, 5, "3 coordinates"),
                arguments("2\nc\nH 0 0 0\n\nH 0 0 0.74\n", 4, "blank line"),
                arguments("2\nc\n\nH 0 0 0\nH 0 0 0.74\n", 3, "blank line"),
                arguments("2\nH 0 0 0\nH 0 0 0.74\n", 3, "expected 2 atoms, found 1"),
                arguments("H 0 0 0\nH 0 0 0.74\n", 1, "number of atoms"),
                arguments(H2 + "end\n", 5, "number of atoms"),
                arguments(H2 + "\n\n2\nc\nH 0 0 0\nH 0 0 Z\n", 10, "number", "Z"),
                arguments(H2.replace("\n", "\r\n") + "1\r\nc\r\nQq 0 0 0\r\n", 7, "Qq"),
                arguments(H2.replace("\n", "\r") + "1\rc\rQq 0 0 0\r", 7, "Qq"),
                arguments("2\nc\nH 0 0 0\nH 0 0 0\n", 4, "atoms 1 and 2 are on one spot"),
                arguments("3\nc\nH 0 0 1\nO 0 0 0\nH 0 -0.0 0e5\n", 5, "atoms 2 and 3 are on one spot"),
                arguments(crowd(), 102, "atoms 37 and 100 are on one spot"),
                arguments("1\nc\n" + "H ".repeat(600_000) + "\n", 3, "line longer than"),
                arguments("1\n" + "c".repeat(5_000_000) + "\nH 0 0 0\n", 2, "line longer than"),
                arguments("1\nc\nH 0 0 " + "9".repeat(900_000) + "\n", 3, "finite number"),
                arguments("1\nc\n" + "Q".repeat(900_000) + " 0 0 0\n", 3, "unknown element"),
                arguments("7".repeat(900_000) + "\nc\nH 0 0 0\n", 1, "number of atoms"),
                arguments("2\nc\nH 0 0 0\nH 0 \u0000 1\n", 4, "zero byte"),
                arguments("\u0000", 1, "zero byte"),
                arguments("999999999\nc\nH 0 0 0\n", 3, "expected 999999999 atoms, found 1"));
    }

    /** A hundred atoms, the last on the spot of the 37th. */
    private static String crowd() {
        StringBuilder text = new StringBuilder("100\nc\n");
        for (int i = 1; i < 100; i++) text.append("H ").append(i).append(" 0 0\n");
        return text.append("H 37 0 0\n").toString();
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void aBrokenFileIsReportedWithItsLine(String text, int line, String word) throws IOException {
        check(text, line, word.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+2",
                "2.0",
                "2 2",
                "2 atoms",
                "two",
                "0x2",
                "2e0",
                "2147483647",
                "2147483648",
                "99999999999999999999",
                "\u0662",
                "\uFF12",
                "2,",
                "NaN",
                "\"2\"",
                "2;",
                "#2",
                "00",
                "\uFFFD"
            })
    void theCountMustBeAPlainPositiveNumber(String count) throws IOException {
        check(H2.replaceFirst("2", count), 1, "expected a number of atoms", "found \"" + count + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,74",
                "NaN",
                "nan",
                "-nan",
                "Infinity",
                "inf",
                "-Inf",
                "1e999",
                "-1d999",
                "0x1p3",
                "0x10",
                "1.0f",
                "1.0d",
                "1.0L",
                "1_000",
                "1.0.0",
                "--1",
                "+-1",
                "1-2",
                "1e",
                "1e+",
                "e5",
                "+",
                "-",
                ".",
                "-.",
                "1e5.0",
                "1e1e1",
                "\u0661",
                "\uFF11",
                "\u22121",
                "\u00BD",
                "1\u00A00",
                "(1)",
                "1.0(2)",
                "*******",
                "0.74A",
                "x",
                "T",
                "\"1\"",
                "1/2",
                "1;",
                "1e7",
                "-1000000.1",
                "1,000",
                "#",
                "\u200B1",
                "\u202E1",
                "\u00851"
            })
    void aCoordinateMustBeAPlainNumber(String word) throws IOException {
        check("2\nc\nH 0 0 0\nH 0 " + word + " 1\n", 4, "expected a");
        check("1\n" + PROPERTIES + ":forces:R:3\nH 0 0 " + word + " 0 0 0\n", 3, "expected a");
    }

    @Test
    void aDecimalCommaIsNamed() throws IOException {
        check("2\nc\nH 0 0 0\nH 0,0 0,0 0,74\n", 4, "decimal point", "\"0,0\"");
        check("2\nc\nH 0, 0, 0\nH 0 0 1\n", 3, "decimal point", "\"0,\"");
        check("2\nc\nH,0,0,0\nH,0,0,1\n", 3, "3 coordinates, found 1 word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Qq",
                "Zz",
                "119",
                "-1",
                "1.0",
                "+1",
                "999999999",
                "A",
                "Hx",
                "H-",
                "2H",
                "13C",
                "O*",
                "H'",
                "C#",
                "\u0421",
                "\u041D",
                "\uFF28",
                "C\u0301",
                "1e0",
                "Water",
                "NaN",
                "0.5",
                "(H)",
                "H,",
                "H=",
                "_H",
                "\uFFFD",
                "\u2028"
            })
    void anUnknownElementIsReported(String word) throws IOException {
        check("2\nc\nH 0 0 0\n" + word + " 0 0 1\n", 4, "unknown element", "expected a symbol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X", "Xx", "x1", "Gh", "GH", "Bq", "bq2", "BqO", "@H", "H:1", "Gh(H)", "Du", "Q", "*", "0", "00", "X_a",
                "Gh:O", "Bq-H"
            })
    void aGhostAtomIsRefused(String word) throws IOException {
        check("2\nc\nH 0 0 0\n" + word + " 0 0 1\n", 4, "ghost atom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HO1", "CA1", "HG12", "CD_a", "cl1", "NE2"})
    void aLabelThatMayBeTwoElementsIsRefused(String word) throws IOException {
        check("1\nc\n" + word + " 0 0 0\n", 3, word, "may be");
    }

    @Test
    void aMissingSymbolIsReported() throws IOException {
        check("1\nc\n0.1 0.2 0.3\n", 3, "expected a symbol and 3 coordinates, found 3 words");
        check("1\nc\n0.1 0.2 0.3 0.4\n", 3, "unknown element");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Properties=",
                "Properties",
                "Properties=species",
                "Properties=species:S",
                "Properties=species:S:1",
                "Properties=pos:R:3",
                "Properties=species:S:1:pos:R:3:",
                "Properties=species:S:1:pos:R:2",
                "Properties=species:S:1:pos:R:3.0",
                "Properties=species:S:1:pos:R:-3",
                "Properties=species:S:1:pos:S:3",
                "Properties=species:R:1:pos:R:3",
                "Properties=species:S:2:pos:R:3",
                "Properties=species:S:1:pos:R:3:pos:R:3",
                "Properties=species:S:1:pos:R:3:x:Q:1",
                "Properties=species:S:1:pos:R:3:x:R:0",
                "Properties=species:S:1:pos:R:3:x:R:99999",
                "Properties=species:S:1:pos:R:3:forces:R:1",
                "Properties=species:S:1:pos:R:3:forces:R:3:force:R:3",
                "Properties=species:S:1:pos:R:3:mass:R:1:masses:R:1",
                "Properties=Z:S:1:pos:R:3",
                "Properties=species:S:1:Pos:R:3",
                "Properties=:S:1:pos:R:3",
                "Properties=\"species:S:1 pos:R:3\"",
                "properties=pos:R:3"
            })
    void malformedPropertiesAreReported(String properties) throws IOException {
        String signed = properties.contains("=") ? properties : properties + " " + CUBE;
        check("1\n" + signed + "\nH 0 0 0\n", 2, "Properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lattice=\"9 0 0 0 9 0 0 0\"",
                "Lattice=\"9 0 0 0 9 0 0 0 9 0\"",
                "Lattice=\"\"",
                "Lattice",
                "Lattice=\"cubic\"",
                "Lattice=\"9 0 0 0 9 0 0 0 nine\"",
                "Lattice=\"9 0 0 0 9 0 0 0 NaN\"",
                "Lattice=\"9 0 0 0 9 0 0 0 1e999\"",
                "Lattice=\"0 0 0 0 0 0 0 0 0\"",
                "Lattice=\"1 2 3 4 5 6 7 8 9\"",
                "Lattice=\"9 0 0 9 0 0 0 0 9\"",
                "Lattice=\"0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9\"",
                "Lattice=\"9 0 0 0 9 0 0 0 9,\"",
                "Lattice=9",
                "Lattice=[[9,0,0],[0,9,0],[0,0,9]]",
                "Lattice=\"9,5 0 0 0 9,5 0 0 0 9,5\"",
                "Lattice=\"9 0 0 0 9 0 0 0 9e9\""
            })
    void malformedLatticesAreReported(String lattice) throws IOException {
        check("1\n" + PROPERTIES + " " + lattice + "\nH 0 0 0\n", 2, "Lattice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CUBE + " pbc=\"T T\"",
                CUBE + " pbc=\"T T T T\"",
                CUBE + " pbc=yes",
                CUBE + " pbc=\"T T x\"",
                CUBE + " pbc=\"\"",
                CUBE + " pbc",
                CUBE + " pbc=\"2 0 0\"",
                CUBE + " pbc=TTT",
                "pbc=\"T T T\"",
                "pbc=\"F F 1\"",
                "pbc=\"F F maybe\"",
                "pbc=none"
            })
    void malformedPeriodicFlagsAreReported(String pbc) throws IOException {
        check("1\n" + PROPERTIES + " " + pbc + "\nH 0 0 0\n", 2, "pbc");
    }

    static Stream<Arguments> brokenComments() {
        return Stream.of(
                arguments("energy=nan", "energy: expected a number"),
                arguments("energy=\"\"", "energy: expected a number"),
                arguments("energy=", "energy: expected a number"),
                arguments("energy", "energy: expected a number"),
                arguments("energy=-1,5", "decimal point"),
                arguments("energy=\"1 2\"", "energy: expected a number"),
                arguments("energy=-1.5eV", "energy: expected a number"),
                arguments("energy=1e999", "energy: expected a finite number"),
                arguments("energy=1e308 energy_unit=hartree", "energy: expected a finite number"),
                arguments("energy=1 energy=1", "\"energy\" stands twice"),
                arguments("energy=1 Energy=2", "\"Energy\" stands twice"),
                arguments("energy= name=x", "expected a value of \"energy\""),
                arguments("name=a name=b", "\"name\" stands twice"),
                arguments(PROPERTIES, "\"Properties\" stands twice"),
                arguments("name=\"open", "closing \""),
                arguments("name='open", "closing '"),
                arguments("name={open {x}", "closing }"),
                arguments("name=[open", "closing ]"),
                arguments("name=\"open\\\"", "closing \""),
                arguments("=5", "expected a key"),
                arguments("energy_unit=furlong", "energy_unit: |unknown energy unit \"furlong\"|kcal/mol"),
                arguments("energy_unit=MeV", "energy_unit: |unknown energy unit"),
                arguments("energy_unit", "energy_unit: |unknown energy unit"),
                arguments("energy_unit=" + "u".repeat(100_000), "energy_unit: |unknown energy unit"),
                arguments("energy_unit=\"e\tV\"", "energy_unit: |unknown energy unit"),
                arguments("length_unit=mile", "length_unit: |unknown length unit \"mile\"|bohr"),
                arguments("forces_unit=eV", "forces_unit: expected energy/length"),
                arguments("forces_unit=eV/mile", "forces_unit: |unknown length unit"),
                arguments("forces_unit=mile/bohr", "forces_unit: |unknown energy unit"),
                arguments("forces_unit=/", "forces_unit: |unknown energy unit"));
    }

    @ParameterizedTest
    @MethodSource("brokenComments")
    void aBrokenCommentIsReported(String comment, String words) throws IOException {
        check("1\n" + PROPERTIES + " " + comment + "\nH 0 0 0\n", 2, words.split("\\|"));
    }

    static Stream<Arguments> brokenColumns() {
        return Stream.of(
                arguments("", "H 0 0 0 0", "expected 4 columns, found 5"),
                arguments("", "H 0 0", "expected 4 columns, found 3"),
                arguments(":forces:R:3", "H 0 0 0 0 0", "expected 7 columns, found 6"),
                arguments(":forces:R:3", "H 0 0 0 nan 0 0", "expected a number"),
                arguments(":forces:R:3", "H 0 0 0 0 0 1e999", "expected a finite number"),
                arguments(":masses:R:1", "H 0 0 0 0", "expected a positive mass"),
                arguments(":masses:R:1", "H 0 0 0 -1", "expected a positive mass"),
                arguments(":masses:R:1", "H 0 0 0 nan", "expected a number"),
                arguments(":masses:R:1", "H 0 0 0 1e-999", "expected a positive mass"),
                arguments(":masses:R:1", "H 0 0 0 -" + "1".repeat(200), "expected a positive mass"),
                arguments(":Z:I:1", "H 0 0 0 2", "expected atomic number 1 of H"),
                arguments(":Z:I:1", "H 0 0 0 1.0", "expected atomic number 1 of H"),
                arguments(":Z:I:1", "X 0 0 0 1", "ghost atom"));
    }

    @ParameterizedTest
    @MethodSource("brokenColumns")
    void aBrokenColumnIsReported(String columns, String line, String words) throws IOException {
        check("1\n" + PROPERTIES + columns + "\n" + line + "\n", 3, words);
        check(H2 + "1\n" + PROPERTIES + columns + "\n" + line + "\n" + H2, 7, words);
    }

    @Test
    void filesThatAreNoTextAreReported() throws IOException {
        for (var charset : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) assertTrue(errorOf(H2.getBytes(charset)).startsWith("bad.xyz:1: found a zero byte"));
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            byte[] garbage = new byte[1 + random.nextInt(5000)];
            random.nextBytes(garbage);
            assertTrue(errorOf(garbage).matches("bad\\.xyz:\\d+: .*"));
        }
    }

    @Test
    void aMissingFileIsNotAMalformedOne() {
        Path path = folder.resolve("none.xyz");
        var error = assertThrows(UncheckedIOException.class, () -> MoleculeReader.open(path));
        assertInstanceOf(NoSuchFileException.class, error.getCause());
        assertTrue(error.getMessage().contains(path.toString()));
    }

    @Test
    void aFolderAndAnUnknownKindAreReported() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("dir.xyz"));
        String message = assertThrows(MoleculeFormatException.class, () -> MoleculeReader.open(directory))
                .getMessage();
        assertEquals(directory + ": expected a molecule file, found a folder", message);
        for (String name : new String[] {"a.xyzz", "a", "a.", ".xyz.gz", "a.log"}) {
            Path path = Files.writeString(folder.resolve(name), H2);
            String kind = assertThrows(MoleculeFormatException.class, () -> MoleculeReader.open(path))
                    .getMessage();
            assertTrue(kind.startsWith(path + ": unknown kind of molecule file (expected .xyz, .extxyz,"), kind);
        }
        assertThrows(MoleculeFormatException.class, () -> MoleculeReader.open(Path.of("/")));
    }

    @Test
    void anUnreadableFileIsReported() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX rights");
        Path path = Files.writeString(folder.resolve("secret.xyz"), H2);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(path), "this user reads everything");
        assertThrows(UncheckedIOException.class, () -> MoleculeReader.open(path));
    }
}
