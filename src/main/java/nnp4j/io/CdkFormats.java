package nnp4j.io;

import java.io.IOException;
import java.nio.file.Path;

/** The formats that CDK reads. */
final class CdkFormats {
    private CdkFormats() {}

    static boolean reads(String extension) {
        return extension.equals("sdf");
    }

    static FrameSource open(Path path, String extension, FileUnits units) throws IOException {
        return new XyzSource(new Lines(path), units);
    }
}
