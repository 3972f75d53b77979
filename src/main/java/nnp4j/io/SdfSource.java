package nnp4j.io;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.IChemObjectReader.Mode;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.MDLV3000Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * Records of SDF and MOL files, V2000 and V3000, one after the other (BIOVIA, CTfile Formats, 2020). Each is checked column
 * by column before CDK reads it; a bad one ends the reading with an error.
 */
final class SdfSource implements FrameSource {
    private static final String END = "$$$$";

    private final Lines lines;
    private int frames;
    private int first;

    SdfSource(Lines lines) {
        this.lines = lines;
    }

    @Override
    public Frame next() throws IOException {
        String[] header = new String[4];
        boolean blank = true;
        first = lines.number() + 1;
        for (int k = 0; k < 4; k++) {
            header[k] = lines.next();
            if (header[k] == null && blank && frames > 0) return null;
            if (header[k] == null && blank) throw lines.error("no molecule (expected a molfile, found an empty file)");
            if (header[k] == null) throw lines.error("truncated header (expected 3 lines and the counts line)");
            blank &= header[k].isBlank();
        }
        frames++;
        try {
            return frame(header);
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
    }

    private Frame frame(String[] header) throws IOException {
        if (header[0].matches("\\$(RXN|RDFILE|RIREG|MDL).*"))
            throw lines.errorAt(first, "expected a molfile, found a reaction or RD file");
        Draft draft = new Draft();
        draft.title(header[0]);
        draft.write("");
        draft.write(" ".repeat(20) + "3D"); // that it is, is checked here; CDK need not guess
        draft.write("");
        boolean extended = version(header[3]);
        if (extended) new MdlV3000(lines, draft).read(header[3]);
        else new MdlV2000(lines, draft).read(header[3]);
        checkDimension(header[1], draft);
        data(draft);
        try {
            return CdkMolecule.frame(
                    frames, draft, CdkMolecule.read(() -> molecule(draft.text(), extended)), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw lines.errorAt(first, "record " + frames + ": " + e.getMessage());
        }
    }

    /** Whether it is V3000; the tag stands in columns 34 to 39. */
    private static boolean version(String counts) {
        String tag = counts.length() < 39 ? "" : counts.substring(33).strip();
        if (tag.equals("V2000")) return false;
        if (tag.equals("V3000")) return true;
        throw new IllegalArgumentException(
                "counts line \"" + Values.shown(counts) + "\" (expected V2000 or V3000 in columns 35 to 39)");
    }

    private void checkDimension(String program, Draft draft) {
        String code = program.length() < 22 ? "" : program.substring(20, 22);
        double[] x = draft.atoms().geometry(Optional.empty()).toArray();
        boolean planar = true;
        for (int k = 2; k < x.length; k += 3) planar &= x[k] == 0;
        String expected = " (expected 3D in columns 21 and 22 of the second line of a 3D structure)";
        if (planar && !code.equals("3D"))
            throw lines.errorAt(first + 1, "2D structure: every z is 0 and the header does not say 3D" + expected);
        if (code.equals("2D")) throw lines.errorAt(first + 1, "header says 2D, but z is not 0" + expected);
    }

    private static IAtomContainer molecule(String text, boolean extended)
            throws org.openscience.cdk.exception.CDKException, IOException {
        IAtomContainer empty = SilentChemObjectBuilder.getInstance().newAtomContainer();
        if (extended) {
            try (MDLV3000Reader reader = new MDLV3000Reader(new StringReader(text), Mode.STRICT)) {
                return reader.read(empty);
            }
        }
        try (MDLV2000Reader reader = new MDLV2000Reader(new StringReader(text), Mode.STRICT)) {
            return reader.read(empty);
        }
    }

    /** Data fields up to $$$$; a lone molfile may end without. */
    private void data(Draft draft) throws IOException {
        boolean any = false;
        for (String line = lines.next(); ; line = lines.next()) {
            if (line == null && (any || frames > 1))
                throw lines.error("truncated record (expected " + END + ", found the end of the file)");
            if (line == null || line.startsWith(END)) return;
            if (line.isBlank()) continue;
            if (!line.startsWith(">"))
                throw lines.error(
                        "expected a data field \"> <NAME>\" or " + END + ", found \"" + Values.shown(line) + "\"");
            any = true;
            field(line, draft);
        }
    }

    private void field(String head, Draft draft) throws IOException {
        int open = head.indexOf('<');
        int close = head.lastIndexOf('>');
        String name = open > 0 && close > open
                ? head.substring(open + 1, close)
                : head.substring(1).strip();
        if (name.isEmpty()) throw lines.error("data field without a name (expected \"> <NAME>\")");
        StringBuilder value = new StringBuilder();
        String line = lines.next();
        while (line != null && !line.isBlank() && !line.startsWith(END)) {
            if (value.length() + line.length() > 1 << 26)
                throw lines.error("data field longer than 64 million characters");
            value.append(value.length() == 0 ? "" : "\n").append(line);
            line = lines.next();
        }
        if (line != null && !line.isBlank()) lines.pushBack(line);
        draft.property(name, value.toString());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
