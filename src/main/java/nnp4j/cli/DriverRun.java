package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialSource;

/**
 * What a command that moves a molecule works with.
 *
 * @param frame as it was read
 * @param start its geometry, with the isotopes asked for
 * @param source of the potential
 * @param watch counts extrapolations
 * @param folder for the results
 * @param out for people
 * @param err for warnings and progress
 * @param stop whether Ctrl-C was pressed
 * @param record of the run
 */
record DriverRun(
        Frame frame,
        Geometry start,
        PotentialSource source,
        ExtrapolationWatch watch,
        Path folder,
        PrintWriter out,
        PrintWriter err,
        BooleanSupplier stop,
        RunRecord record) {

    BoundPotential potential() {
        return watch.over(source, start);
    }

    /** Writes run.json, with the digests of everything read. */
    void keep(Path molecule, Path... more) throws IOException {
        record.read(molecule);
        for (Path other : more) record.read(other);
        record.read(source);
        record.write(folder);
    }

    /** Says where the picture is; a warning says why there is only SVG. */
    void picture(String name, Optional<String> warning, String beside) {
        warning.ifPresent(w -> err.println("warning: " + w));
        out.println("picture  " + folder.resolve(name + (warning.isPresent() ? ".svg" : ".png")) + "  (beside it: "
                + beside + ")");
    }
}
