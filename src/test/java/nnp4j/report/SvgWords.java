package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The words of a picture and where they stand. */
final class SvgWords {
    /** Where samples are left; below the build folder. */
    private static final Path FOLDER = Path.of("target", "pictures");
    /** Heights of letters are estimates: digits have no descender, so this much of a box is empty. */
    private static final double SLACK = 0.25;

    private SvgWords() {}

    /** The words of a picture with the boxes they fill. */
    static Map<Sheet.Box, String> of(Picture picture) throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())))
                .getElementsByTagName("text");
        Map<Sheet.Box, String> words = new LinkedHashMap<>();
        for (int k = 0; k < all.getLength(); k++) {
            Element text = (Element) all.item(k);
            double size = number(text, "font-size");
            double x = number(text, "x");
            double y = number(text, "y");
            double width = TextWidth.of(text.getTextContent(), size);
            String anchor = text.getAttribute("text-anchor");
            double before = anchor.equals("start") ? 0 : anchor.equals("end") ? width : width / 2;
            Sheet.Box box = text.hasAttribute("transform")
                    ? new Sheet.Box(x - 0.75 * size, y + before - width, x + 0.2 * size, y + before)
                    : new Sheet.Box(x - before, y - 0.75 * size, x - before + width, y + 0.2 * size);
            words.put(box.grown(-SLACK), text.getTextContent());
        }
        return words;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** All words in the order of drawing, separated by upright bars. */
    static String text(Picture picture) throws Exception {
        return String.join("|", of(picture).values());
    }

    /** Writes samples for the eye; fails where one is large, has words that are cut or touch, or no numbers. */
    static void assertFine(Map<String, Picture> samples, int largest) throws Exception {
        for (Map.Entry<String, Picture> sample : samples.entrySet()) {
            assertEquals(Optional.empty(), sample.getValue().write(FOLDER, sample.getKey()));
            String svg = Files.readString(FOLDER.resolve(sample.getKey() + ".svg"));
            int size = svg.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(size < largest, sample.getKey() + " " + size);
            assertFalse(svg.contains("…"), sample.getKey() + " has words that are cut");
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), sample.getKey());
            assertApart(sample.getKey(), sample.getValue());
        }
    }

    /** Fails where words touch each other or leave the sheet. */
    static void assertApart(String name, Picture picture) throws Exception {
        Sheet.Box sheet = new Sheet.Box(0, 0, 600, 400);
        Map<Sheet.Box, String> words = of(picture);
        List<Sheet.Box> boxes = new ArrayList<>(words.keySet());
        for (int i = 0; i < boxes.size(); i++) {
            Sheet.Box box = boxes.get(i);
            String what = name + ": " + words.get(box);
            assertTrue(sheet.distance(box.left(), box.top()) + sheet.distance(box.right(), box.bottom()) == 0, what);
            for (int j = 0; j < i; j++)
                assertFalse(box.meets(boxes.get(j)), what + " touches " + words.get(boxes.get(j)));
        }
    }
}
