package nnp4j.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nnp4j.io.WholeFile;

/** A finished drawing, 600 x 400 units. */
public final class Picture {
    private final Sheet sheet;

    Picture(Sheet sheet) {
        this.sheet = sheet;
    }

    /**
     * The drawing as SVG; needs no fonts and no AWT.
     *
     * @return a complete document
     */
    public String svg() {
        return Svg.of(sheet);
    }

    /**
     * Writes NAME.svg and NAME.png (1800 x 1200 for a full sheet, 300 dpi).
     *
     * @param folder where to
     * @param name without extension
     * @return why there is no PNG where this machine cannot draw one (no fonts, no AWT), else empty
     * @throws IOException if a file cannot be written
     */
    public Optional<String> write(Path folder, String name) throws IOException {
        String svg = svg();
        WholeFile.write(folder.resolve(name + ".svg"), out -> out.write(svg));
        try {
            WholeFile.writeBytes(folder.resolve(name + ".png"), out -> Png.write(sheet, out));
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError e) {
            Files.deleteIfExists(folder.resolve(name + ".png")); // of an earlier run, it would not show this one
            return Optional.of("no PNG, only SVG: Java cannot draw text here ("
                    + e.getClass().getSimpleName() + "; fontconfig and a font are needed)");
        }
    }
}
