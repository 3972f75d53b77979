package nnp4j.io;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;

/** Frames of QCSchema results (AtomicResult, version 1): one, a list, or one a line. Their forces are gradients. */
final class QcSchemaSource implements FrameSource {
    private final JsonRecords records;
    private int frames;

    QcSchemaSource(Path path, ReferenceOptions options) throws IOException {
        if (options.energyKey().isPresent() || options.forcesKey().isPresent())
            throw new MoleculeFormatException(path
                    + ": expected no names of energies or forces (QCSchema has its own), found "
                    + Values.shown(options.energyKey().or(options::forcesKey).orElseThrow()));
        records = new JsonRecords(path);
    }

    @Override
    public Frame next() throws IOException {
        String text = records.next();
        if (text == null) {
            if (frames == 0) throw records.error("expected QCSchema results, found none");
            return null;
        }
        try {
            Frame frame = QcRecord.parse(text).frame(frames + 1);
            frames++;
            return frame;
        } catch (IllegalArgumentException e) {
            throw records.error("record " + (frames + 1) + ": " + e.getMessage());
        } catch (JsonParseException | IllegalStateException | IOException e) {
            throw records.error("record " + (frames + 1) + ": expected valid JSON, found "
                    + Values.shown(
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""), 100));
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
