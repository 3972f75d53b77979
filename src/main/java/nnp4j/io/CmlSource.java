package nnp4j.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    }

    private static IAtomContainer molecule(String text) throws CDKException, IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (CMLReader reader = new CMLReader(new ByteArrayInputStream(bytes))) {
            IChemFile file = reader.read(SilentChemObjectBuilder.getInstance().newInstance(IChemFile.class));
            List<IAtomContainer> found = ChemFileManipulator.getAllAtomContainers(file);
            if (found.size() != 1) throw new CDKException("found " + found.size() + " molecules (expected 1)");
            return found.get(0);
        }
    }

    @Override
    public Frame next() {
        if (frames == drafts.size()) return null;
        CmlText.Molecule raw = drafts.get(frames++);
        try {
            IAtomContainer found = CdkMolecule.read(() -> molecule(raw.draft().text()));
            return CdkMolecule.frame(frames, raw.draft(), found, Optional.empty());
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
