package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nnp4j.export.CompleteModel;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.io.MoleculeReader;
import nnp4j.io.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A potential and a molecule as one model that runs without this program. */
@Command(
        name = "export",
        description = {
            "Write a potential for one molecule as an ONNX model that needs nothing else: coordinates in, energy and forces out.",
            "Input coordinates [atoms, 3] in angstrom; outputs energy [] in eV and forces [atoms, 3] in eV/angstrom. If the"
                    + " molecule is periodic, the program that runs the model gives the neighbours, too: neighbors [atoms, most],"
                    + " indices from 0 filled up with -1, and shifts [atoms, most, 3] in angstrom, added to a neighbour's"
                    + " coordinates; there is one more output, the virial [3, 3] in eV."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  ./nnp4j export potentials/h2.onnx --molecule molecules/h2.xyz --out complete.onnx"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POTENTIAL", description = "Potential file.")
    private Path potential;

    @Option(
            names = "--molecule",
            paramLabel = "FILE",
            required = true,
            description = "Molecule file; the atoms of its first frame, in their order.")
    private Path molecule;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "Model to write.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the file if it exists.")
    private boolean overwrite;

    @Mixin
    private UnitOptions units;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(out)) throw new UsageError(out + ": expected a file for --out, found a folder");
        if (Files.exists(out) && !overwrite)
            throw new UsageError(out + ": exists already (expected another --out, or --overwrite)");
        Geometry geometry = MoleculeReader.first(molecule, units.units()).geometry();
        byte[] model = CompleteModel.of(potential, geometry);
        WholeFile.writeBytes(out, stream -> stream.write(model));
        if (!quiet) say(geometry, model.length);
        return 0;
    }

    private void say(Geometry geometry, int bytes) {
        boolean periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
        PrintWriter to = spec.commandLine().getOut();
        to.println("molecule   " + geometry.formula() + ", " + geometry.atomCount() + " atoms");
        to.println("inputs     coordinates (angstrom)" + (periodic ? ", neighbors, shifts (angstrom)" : ""));
        to.println("outputs    energy (eV), forces (eV/angstrom)" + (periodic ? ", virial (eV)" : ""));
        to.printf(Locale.ROOT, "written    %s (%.1f kB)%n", out, bytes / 1e3);
        to.flush();
    }
}
