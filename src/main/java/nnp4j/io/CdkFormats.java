package nnp4j.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import nnp4j.units.LengthUnit;

/** The formats that CDK reads. Loads no class of CDK: that costs time that an xyz file need not pay. */
final class CdkFormats {
    private static final Set<String> EXTENSIONS = Set.of("sdf", "mol", "mol2", "pdb", "ent", "cml");

    private CdkFormats() {}

    static boolean reads(String extension) {
        return EXTENSIONS.contains(extension);
    }

    static FrameSource open(Path path, String extension, FileUnits units) throws IOException {
        if (units.length() != LengthUnit.ANGSTROM)
            throw new MoleculeFormatException(
                    path + ": ." + extension + " files are in angstrom (expected no other unit of length, found "
                            + units.length().toString().toLowerCase(java.util.Locale.ROOT) + ")");
        return switch (extension) {
            case "sdf", "mol" -> new SdfSource(new Lines(path));
            case "mol2" -> new Mol2Source(new Lines(path));
            case "pdb", "ent" -> new PdbSource(path);
            default -> new CmlSource(path);
        };
    }
}
