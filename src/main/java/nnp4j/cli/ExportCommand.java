package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nnp4j.export.CompleteModel;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.io.MoleculeReader;
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

    @Mixin
    private UnitOptions units;

    @Mixin
    private OneFile file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        file.check();
        Geometry geometry = MoleculeReader.first(molecule, units.units()).geometry();
        byte[] model = CompleteModel.of(potential, geometry);
        boolean periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
        file.write(
                model,
                spec.commandLine().getOut(),
                List.of(
                        "molecule   " + geometry.formula() + ", " + geometry.atomCount() + " atoms",
                        "inputs     coordinates (angstrom)" + (periodic ? ", neighbors, shifts (angstrom)" : ""),
                        "outputs    energy (eV), forces (eV/angstrom)" + (periodic ? ", virial (eV)" : "")));
        return 0;
    }
}
