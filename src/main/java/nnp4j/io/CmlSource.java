package nnp4j.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.io.CMLReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/** Molecules of a CML file, which is read whole (Murray-Rust and Rzepa, doi:10.1021/ci990052b). */
final class CmlSource implements FrameSource {
    /** Bytes of a file; a larger one belongs into a format that can be read piece by piece. */
    private static final int LARGEST = 1 << 26;

    private final Path path;
    private final List<CmlText.Molecule> drafts;
    private final List<IAtomContainer> molecules;
    private int frames;

    CmlSource(Path path) throws IOException {
        this.path = path;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST)
            throw error(1, "file larger than " + LARGEST + " bytes (expected an sdf or xyz file)");
        this.drafts = CmlText.read(path, bytes);
        if (drafts.isEmpty()) throw error(1, "no molecule (expected a <molecule> element)");
        try {
            this.molecules = CdkMolecule.read(() -> molecules(bytes));
            if (molecules.size() != drafts.size())
                throw new IllegalArgumentException(
                        "expected " + drafts.size() + " molecules, CDK finds " + molecules.size());
        } catch (IllegalArgumentException e) {
            throw error(drafts.get(0).line(), "record 1: " + e.getMessage());
        }
    }

    private static List<IAtomContainer> molecules(byte[] bytes) throws CDKException, IOException {
        try (CMLReader reader = new CMLReader(new ByteArrayInputStream(bytes))) {
            IChemFile file = reader.read(SilentChemObjectBuilder.getInstance().newInstance(IChemFile.class));
            return ChemFileManipulator.getAllAtomContainers(file);
        }
    }

    @Override
    public Frame next() {
        if (frames == drafts.size()) return null;
        CmlText.Molecule raw = drafts.get(frames);
        try {
            return CdkMolecule.frame(frames + 1, raw.draft(), molecules.get(frames++), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw error(raw.line(), "record " + frames + ": " + e.getMessage());
        }
    }

    private MoleculeFormatException error(int line, String message) {
        return new MoleculeFormatException(path + ":" + line + ": " + message);
    }

    @Override
    public void close() {}
}
