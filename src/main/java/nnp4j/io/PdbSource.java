package nnp4j.io;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nnp4j.geometry.Cell;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemFile;
import org.openscience.cdk.io.PDBReader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.ChemFileManipulator;

/**
 * Models of PDB files, one after the other: what stands between MODEL and ENDMDL, or up to END (wwPDB, Atomic Coordinate
 * Entry Format 3.30, 2012). CONECT lines, which follow the models, are gathered in a first pass.
 */
final class PdbSource implements FrameSource {
    private final Lines lines;
    private final PdbBonds bonds;
    private int frames;
    private final Map<String, Integer> serials = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private Draft draft;
    private boolean inModel;
    private boolean modelled;
    private String title = "";
    private Optional<Cell> cell = Optional.empty();

    PdbSource(Path path) throws IOException {
        this.bonds = PdbBonds.scan(path);
        this.lines = new Lines(path);
    }

    @Override
    public Frame next() throws IOException {
        draft = new Draft();
        serials.clear();
        places.clear();
        inModel = false;
        String line = lines.next();
        while (line != null && !closes(line)) line = lines.next();
        if (line == null && inModel) throw lines.error("truncated model (expected ENDMDL, found the end of the file)");
        if (inModel && draft.atoms().size() == 0) throw lines.error("model without atoms (expected ATOM or HETATM)");
        if (draft.atoms().size() > 0) return frame();
        if (frames == 0) throw lines.error("no molecule (expected ATOM or HETATM records)");
        return null;
    }

    /** Takes a line in; whether it is the last one of its model. */
    private boolean closes(String line) {
        String record = line.substring(0, Math.min(6, line.length())).strip();
        try {
            switch (record) {
                case "ATOM", "HETATM" -> {
                    if (modelled && !inModel) throw new IllegalArgumentException("atom outside of MODEL and ENDMDL");
                    PdbAtom.read(line, draft, serials, places);
                }
                case "MODEL" -> {
                    if (inModel || draft.atoms().size() > 0)
                        throw new IllegalArgumentException("truncated model (expected ENDMDL, found MODEL)");
                    inModel = true;
                    modelled = true;
                }
                case "ENDMDL" -> {
                    if (!inModel) throw new IllegalArgumentException("ENDMDL without MODEL (expected both)");
                    return true;
                }
                case "END" -> {
                    if (inModel) throw new IllegalArgumentException("truncated model (expected ENDMDL, found END)");
                    return draft.atoms().size() > 0;
                }
                default -> other(record, line);
            }
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
        return false;
    }

    private void other(String record, String line) {
        if (record.equals("TITLE") || (record.equals("COMPND") && title.isEmpty()))
            title = line.length() > 10 ? line.substring(10).strip() : "";
        else if (record.equals("CRYST1")) cell = PdbAtom.cell(line);
        else if (!PdbAtom.isRecord(record))
            throw new IllegalArgumentException(
                    "unknown record \"" + Values.shown(line) + "\" (expected ATOM, HETATM, ... in columns 1 to 6)");
    }

    private Frame frame() {
        int last = lines.number();
        frames++;
        draft.title(title);
        try {
            bonds.add(draft, serials, modelled ? 0 : frames);
            draft.write("END");
            return CdkMolecule.frame(frames, draft, CdkMolecule.read(() -> molecule(draft.text())), cell);
        } catch (IllegalArgumentException e) {
            throw lines.errorAt(last, "record " + frames + ": " + e.getMessage());
        }
    }

    private static IAtomContainer molecule(String text) throws CDKException, IOException {
        try (PDBReader reader = new PDBReader(new StringReader(text))) {
            IChemFile file = reader.read(SilentChemObjectBuilder.getInstance().newInstance(IChemFile.class));
            List<IAtomContainer> found = ChemFileManipulator.getAllAtomContainers(file);
            if (found.size() != 1) throw new CDKException("found " + found.size() + " molecules (expected 1)");
            return found.get(0);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
