package nnp4j.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PicturesTest {
    /** Where the samples are left for the eye; below the build folder. */
    private static final Path FOLDER = Path.of("target", "pictures");

    private static final int LARGEST_SVG = 100_000;

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void samplesAreSmallWellFormedSvgAndPngOf300DotsAnInch() throws Exception {
        for (Map.Entry<String, Picture> sample : SamplePictures.all().entrySet()) {
            assertEquals(Optional.empty(), sample.getValue().write(FOLDER, sample.getKey()));
            Path svg = FOLDER.resolve(sample.getKey() + ".svg");
            assertTrue(Files.size(svg) < LARGEST_SVG, sample.getKey());
            assertEquals(
                    "svg", parsed(Files.readString(svg)).getDocumentElement().getTagName());
            ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(sample.getKey() + ".png")));
            assertEquals(1800, png.getInt(16));
            assertEquals(1200, png.getInt(20));
            assertEquals("pHYs", new String(png.array(), 37, 4, StandardCharsets.US_ASCII));
            assertEquals(11811, png.getInt(41)); // 300 / 0.0254
            assertEquals(11811, png.getInt(45));
            assertEquals(1, png.get(49)); // the unit is the metre
        }
    }

    @Test
    void wordsStayTextWhateverTheyHold() throws Exception {
        String title = "<a> & \"b\" ]]> \u0001\ud800 H₂";
        String svg = SamplePictures.morse(0.4, 6, 113, 29, new boolean[0], title)
                .draw()
                .svg();
        String text = parsed(svg).getDocumentElement().getTextContent();
        assertTrue(text.contains("<a> & \"b\" ]]> \ufffd\ufffd H₂"), text);
        assertTrue(text.contains("bond 1–2 / Å"), text);
        assertTrue(text.contains("−100"), text);
        assertTrue(text.contains("0.7410 Å, −109.50 kcal mol⁻¹"), text);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
    }

    @Test
    void tenThousandPointsAndReferencesStaySmall() {
        double[] x = SamplePictures.grid(0.5, 3, 10_000);
        Random random = new Random(13);
        double[] y = Arrays.stream(x).map(v -> random.nextGaussian()).toArray();
        ScanPlot plot = new ScanPlot(
                "t",
                "s",
                "r / Å",
                "E / eV",
                x,
                y,
                new boolean[0],
                OptionalDouble.empty(),
                x,
                y,
                y,
                "residual / eV",
                OptionalDouble.empty(),
                OptionalDouble.empty());
        int size = plot.draw().svg().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < LARGEST_SVG, "size " + size);
        int parity = SamplePictures.parity(2000, "t").draw().svg().length();
        assertTrue(parity < LARGEST_SVG, "size " + parity);
    }

    @Test
    void whatIsNotFiniteIsAGap() {
        double nan = Double.NaN;
        double[] x = {1, 2, 3, 4, 5, 6};
        String svg = SamplePictures.plain(x, new double[] {nan, 1, nan, 2, 3, Double.POSITIVE_INFINITY})
                .draw()
                .svg();
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
        for (int finite = 0; finite < x.length; finite++) {
            double[] y = new double[x.length];
            Arrays.fill(y, nan);
            y[finite] = 7;
            assertTrue(SamplePictures.plain(x, y).draw().svg().contains("<circle"));
        }
    }

    @Test
    void constantCurveAndDescendingScanCanBeDrawn() {
        double[] x = {3, 2, 1};
        assertFalse(SamplePictures.plain(x, new double[] {4, 4, 4}).draw().svg().contains("NaN"));
        assertFalse(SamplePictures.plain(new double[] {1, 1}, new double[] {0, 0})
                .draw()
                .svg()
                .contains("NaN"));
    }

    @Test
    void badInputIsRefused() {
        double[] none = new double[0];
        double[] one = {1};
        double[] nan = {Double.NaN};
        assertThrows(
                IllegalArgumentException.class,
                () -> SamplePictures.plain(none, none).draw());
        assertThrows(
                IllegalArgumentException.class,
                () -> SamplePictures.plain(one, none).draw());
        assertThrows(
                IllegalArgumentException.class,
                () -> SamplePictures.plain(one, nan).draw());
        assertThrows(
                IllegalArgumentException.class,
                () -> SamplePictures.plain(nan, one).draw());
        assertThrows(
                IllegalArgumentException.class,
                () -> SamplePictures.plain(one, one).draw(new double[2]));
        assertThrows(IllegalArgumentException.class, () -> new ParityPlot("", "", "E", none, none).draw());
        assertThrows(IllegalArgumentException.class, () -> new ParityPlot("", "", "E", one, nan).draw());
    }

    @Test
    void onlyThePngPainterUsesAwt() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("nnp4j.report.Png")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")
                .check(new ClassFileImporter().importPackages("nnp4j.report"));
    }

    /** Draws one sample in a virtual machine of its own; what the SVG path loads, and what a runtime without AWT does. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            Picture picture =
                    SamplePictures.morse(0.4, 6, 113, 29, new boolean[0], "H₂").draw();
            if (args.length == 0) System.out.println(picture.svg().length());
            else System.out.println(picture.write(Path.of(args[0]), "picture").orElse("no warning"));
        }
    }

    private static String child(List<String> options, String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void svgLoadsNoAwt() throws Exception {
        String loaded = child(List.of("-Xlog:class+load"));
        assertTrue(loaded.contains("nnp4j.report.Svg "), "the log lists classes");
        assertFalse(loaded.contains(" java.awt."), "a class of java.awt was loaded");
    }

    @Test
    void runtimeWithoutAwtGetsTheSvgAndAWarning(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("picture.png"), "of an earlier run");
        String output = child(List.of("--limit-modules", "java.base"), folder.toString());
        assertTrue(output.contains("no PNG"), output);
        assertTrue(Files.exists(folder.resolve("picture.svg")));
        assertFalse(Files.exists(folder.resolve("picture.png")));
    }
}
