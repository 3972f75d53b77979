package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedXyzTest {
    private static final Geometry H2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});

    @TempDir
    private Path folder;

    private static String text(
            Geometry geometry, OptionalDouble energy, Optional<double[]> forces, Map<String, String> properties) {
        StringBuilder out = new StringBuilder();
        ExtendedXyz.write(out, geometry, energy, forces, properties);
        return out.toString();
    }

    private static String text(Map<String, String> properties) {
        return text(H2, OptionalDouble.empty(), Optional.empty(), properties);
    }

    private Frame back(String text) throws IOException {
        return MoleculeReader.first(Files.writeString(folder.resolve("back.xyz"), text), FileUnits.DEFAULT);
    }

    @Test
    void aFrameIsWrittenAsProgramsExpectIt() {
        assertEquals(
                """
                2
                Properties=species:S:1:pos:R:3:forces:R:3 energy=-31.5 r_angstrom=0.74
                H 0.0 0.0 0.0 0.0 0.0 0.25
                H 0.0 0.0 0.74 0.0 0.0 -0.25
                """,
                text(
                        H2,
                        OptionalDouble.of(-31.5),
                        Optional.of(new double[] {0, 0, 0.25, 0, 0, -0.25}),
                        Map.of("r_angstrom", "0.74")));
    }

    @Test
    void everythingComesBackToTheBit() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(80);
            int[] numbers = random.ints(n, 1, Element.LAST + 1).toArray();
            double[] x = random.doubles(3L * n, -50, 50).toArray();
            double[] f = random.doubles(3L * n, -1, 1)
                    .map(v -> v * Math.pow(10, random.nextInt(40) - 20))
                    .toArray();
            x[0] = -0.0;
            f[0] = Double.MIN_VALUE;
            Geometry geometry = Geometry.of(numbers, x);
            if (round % 2 == 0)
                geometry = geometry.withMasses(random.doubles(n, 0.1, 300).toArray());
            if (round % 3 == 0)
                geometry = geometry.in(Optional.of(
                        Cell.of(random.doubles(9, 1, 20).toArray(), true, random.nextBoolean(), random.nextBoolean())));
            double energy = random.nextGaussian() * 1e5;
            Frame frame = back(text(geometry, OptionalDouble.of(energy), Optional.of(f), Map.of()));
            assertEquals(geometry, frame.geometry());
            assertEquals(energy, frame.energy().orElseThrow(), 0);
            assertTrue(Arrays.equals(f, frame.forces().orElseThrow()));
        }
    }

    @Test
    void propertiesComeBackWhateverTheirSigns() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", "water, \u00C5ngstr\u00F6m");
        properties.put("bond_1-2_angstrom", "0.74");
        properties.put("r(1-2)", "x=y");
        properties.put("blanks", "  two  blanks\tand a tab ");
        properties.put("bracket", "[abc");
        properties.put("brace", "}{");
        properties.put("apostrophe", "'quoted'");
        properties.put("wide", "a\u2003b");
        properties.put("sign", "=");
        properties.put("true", "T");
        assertEquals(properties, back(text(properties)).properties());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a=b",
                "\"",
                "it's",
                "a\nb",
                "a\u2003b",
                "\u0000",
                "{a",
                "a]",
                "a\\b",
                "energy",
                "Energy",
                "Lattice",
                "PBC",
                "Properties",
                "energy_unit",
                "forces_unit",
                "length_unit",
                "\uFEFFa"
            })
    void keysThatWouldBeReadOtherwiseAreRefused(String key) {
        assertThrows(IllegalArgumentException.class, () -> text(Map.of(key, "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\rb", "say \"x\"", "C:\\new", "\u0000", "a\u0085b", "a\u2028b", "\uD800"})
    void valuesThatWouldBreakTheLineAreRefused(String value) {
        StringBuilder out = new StringBuilder();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ExtendedXyz.write(
                                out, H2, OptionalDouble.empty(), Optional.empty(), Map.of("key", value)))
                .getMessage();
        assertFalse(message.contains("\n") || message.contains("\r"), message);
        assertEquals(0, out.length(), "something was written");
    }

    @Test
    void numbersThatNoReaderTakesAreRefused() {
        double[] few = {1, 2, 3};
        double[] many = new double[9];
        double[] odd = {0, 0, 0, 0, 0, Double.NaN};
        for (double[] forces : new double[][] {few, many, odd})
            assertThrows(
                    IllegalArgumentException.class,
                    () -> text(H2, OptionalDouble.empty(), Optional.of(forces), Map.of()));
        for (double energy : new double[] {Double.NaN, Double.POSITIVE_INFINITY})
            assertThrows(
                    IllegalArgumentException.class,
                    () -> text(H2, OptionalDouble.of(energy), Optional.empty(), Map.of()));
    }

    @Test
    void isotopesKeepTheirMasses() throws IOException {
        Geometry hd = H2.withMasses(new double[] {Element.mass(1), Element.DEUTERIUM_MASS});
        String text = text(hd, OptionalDouble.empty(), Optional.empty(), Map.of());
        assertTrue(text.contains("masses:R:1"));
        assertEquals(hd, back(text).geometry());
        assertFalse(text(Map.of()).contains("masses"));
    }

    @Test
    void aFailingOutputIsReported() {
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThrows(
                UncheckedIOException.class,
                () -> ExtendedXyz.write(full, H2, OptionalDouble.empty(), Optional.empty(), Map.of()));
    }

    @Test
    void framesReadAndWrittenAreReadTheSame() throws IOException {
        Frame first = back("1\nProperties=Z:I:1:pos:R:3 energy=1 a=\"x y\" Lattice=\"3 0 0 0 3 0 0 0 3\" b\n2 0 1 2\n");
        Frame second = back(text(first.geometry(), first.energy(), first.forces(), first.properties()));
        assertEquals(first.geometry(), second.geometry());
        assertEquals(first.energy(), second.energy());
        assertEquals(first.properties(), second.properties());
        assertArrayEquals(new double[] {0, 1, 2}, second.geometry().toArray());
    }
}
