package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nnp4j.convert.ImportedPotential.Publication;
import nnp4j.convert.OnnxImport;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Any trained network that arrives as ONNX, without its gradient. */
@Command(
        name = "onnx",
        description = {
            "An energy model as scikit-learn, PyTorch, Keras or JAX export it: its gradient is added to the graph.",
            "It takes features of a molecule, [rows, features], or coordinates, [rows, 3n], [rows, n, 3] or [n, 3], and perhaps"
                    + " atomic numbers; it gives one energy for each row."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j import onnx model.onnx --features inverse-distances --energy-unit hartree --elements O,H,H"
                    + " --out water.onnx",
            "  ./nnp4j import onnx net.onnx --features coordinates --length-unit bohr --energy-unit hartree"
                    + " --molecule water.xyz --out water.onnx"
        })
final class ImportOnnxCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "The ONNX file.")
    private Path model;

    @Option(
            names = "--features",
            paramLabel = "FEATURES",
            required = true,
            description = "What the model takes: coordinates, inverse-distances, distances, morse,"
                    + " internal-coordinates:coordinates=1-2/..., coulomb-matrix:order=sorted, ...")
    private String features;

    @Option(
            names = "--energy-unit",
            paramLabel = "UNIT",
            required = true,
            description = "Unit of the model's energy: hartree, eV, kcal/mol, ...")
    private String energyUnit;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            description = "Unit of the coordinates or distances that it takes (default: ${DEFAULT-VALUE}).",
            defaultValue = "angstrom")
    private String lengthUnit;

    @ArgGroup(multiplicity = "1")
    private Atoms atoms;

    /** Whose energy the model gives. */
    static final class Atoms {
        @Option(
                names = "--elements",
                paramLabel = "SYMBOLS",
                split = ",",
                description = "The atoms in the order that the model expects, for example O,H,H.")
        private List<String> elements;

        @Option(
                names = "--molecule",
                paramLabel = "FILE",
                description = "Molecule file (angstrom) with the atoms in that order; the model is tried with it.")
        private Path molecule;
    }

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "The energy among the model's outputs, if it has several.")
    private String output;

    @Option(
            names = "--finite-differences",
            description =
                    "Forces by central differences of the energy, all displacements in one run, for a model with an"
                            + " operator that has no derivative here.")
    private boolean differences;

    @Mixin
    private ImportCommand.Target target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        target.check();
        Geometry molecule = atoms.molecule == null
                ? somewhere(atoms.elements)
                : MoleculeReader.first(atoms.molecule, FileUnits.DEFAULT).geometry();
        OnnxImport read =
                new OnnxImport(model, output, features, molecule, EnergyUnit.of(energyUnit), LengthUnit.of(lengthUnit));
        String file = model.getFileName().toString();
        Publication publication = target.published(Publication.unknown(file.replaceFirst("\\.onnx$", "")));
        byte[] made = read.potential(
                publication, differences, ImportCommand.digest(List.of(model)), "nnp4j " + Version.number());
        target.write(
                made,
                spec.commandLine().getOut(),
                List.of(
                        "potential  " + publication.name() + " (" + publication.levelOfTheory() + ")",
                        "molecule   " + molecule.formula() + ", " + molecule.atomCount() + " atoms",
                        "features   " + features + String.format(Locale.ROOT, ", %d", read.featureCount()),
                        "forces     " + (differences ? "by central differences, in the graph" : "exact, in the graph"),
                        "licence    " + publication.licence()));
        return 0;
    }

    /** The atoms on a helix, apart as in a molecule; the model is only tried with it. */
    private static Geometry somewhere(List<String> elements) {
        int[] numbers = new int[elements.size()];
        double[] x = new double[3 * numbers.length];
        for (int k = 0; k < numbers.length; k++) {
            String symbol = elements.get(k).trim();
            numbers[k] = Optional.of(symbol)
                    .map(Element::atomicNumber)
                    .filter(java.util.OptionalInt::isPresent)
                    .orElseThrow(() -> new UsageError(
                            "--elements: expected element symbols such as O,H,H, found \"" + symbol + "\""))
                    .getAsInt();
            x[3 * k] = 1.1 * Math.cos(1.3 * k);
            x[3 * k + 1] = 1.1 * Math.sin(1.3 * k);
            x[3 * k + 2] = 0.6 * k;
        }
        return Geometry.of(numbers, x);
    }
}
