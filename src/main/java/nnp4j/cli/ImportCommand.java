package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.convert.AniImport;
import nnp4j.convert.HdnnpImport;
import nnp4j.convert.ImportedPotential;
import nnp4j.convert.ImportedPotential.Publication;
import nnp4j.geometry.Element;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Potentials of other programs as potential files. */
@Command(
        name = "import",
        description =
                "Turn a potential of another program into a potential file: one ONNX model with its gradient inside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(ani | hdnnp | onnx)",
        subcommands = {ImportCommand.Ani.class, ImportCommand.Hdnnp.class, ImportOnnxCommand.class},
        footer = {
            "",
            "Examples:",
            "  ./nnp4j import ani ani-2x_8x.info --out ani-2x.onnx",
            "  ./nnp4j import hdnnp water/ --length-unit bohr --energy-unit hartree --out water.onnx",
            "  ./nnp4j import onnx model.onnx --features inverse-distances --energy-unit hartree --elements O,H,H"
                    + " --out water.onnx"
        })
final class ImportCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageError("import: expected ani, hdnnp or onnx (see --help)");
    }

    /** What all kinds take. */
    static final class Target {
        @Mixin
        private OneFile file;

        @Option(names = "--name", paramLabel = "TEXT", description = "Name, if it is not known.")
        private String name;

        @Option(names = "--level-of-theory", paramLabel = "TEXT", description = "What was learned, if it is not known.")
        private String levelOfTheory;

        @Option(names = "--licence", paramLabel = "TEXT", description = "Licence, if it is not known.")
        private String licence;

        @Option(names = "--citation", paramLabel = "TEXT", description = "How to cite it, if it is not known.")
        private String citation;

        void check() {
            file.check();
        }

        int write(CommandSpec command, ImportedPotential read, String origin, String sha256, Precision precision)
                throws IOException {
            ImportedPotential potential = read.published(published(read.publication()));
            byte[] model = potential.model(origin, sha256, precision, "nnp4j " + Version.number());
            write(model, command.commandLine().getOut(), words(potential, precision));
            return 0;
        }

        /** What is known, and what the user says in its place. */
        Publication published(Publication known) {
            return new Publication(
                    name == null ? known.name() : name,
                    levelOfTheory == null ? known.levelOfTheory() : levelOfTheory,
                    licence == null ? known.licence() : licence,
                    citation == null ? known.citation() : citation);
        }

        /** Writes the file and says so, after other lines. */
        void write(byte[] model, PrintWriter to, List<String> lines) throws IOException {
            file.write(model, to, lines, "next       ./nnp4j energy MOLECULE --potential " + file.path());
        }

        private static List<String> words(ImportedPotential potential, Precision precision) {
            StringBuilder features = new StringBuilder();
            for (String element : potential.elements()) {
                int z = Element.atomicNumber(element).orElseThrow();
                features.append(" ").append(element).append(" ");
                features.append(potential.inputs().descriptor().featureCount(z));
            }
            return List.of(
                    "potential  " + potential.publication().name() + " ("
                            + potential.publication().levelOfTheory() + ")",
                    "elements   " + String.join(", ", potential.elements()),
                    "networks   " + potential.networks().memberCount() + " of each element, " + precision + "; features"
                            + features,
                    "licence    " + potential.publication().licence());
        }
    }

    @Command(
            name = "ani",
            description = "An ANI model in NeuroChem's files.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {"", "Example:", "  ./nnp4j import ani ani-2x_8x.info --out ani-2x.onnx"})
    static final class Ani implements java.util.concurrent.Callable<Integer> {
        @Parameters(paramLabel = "FILE.info", description = "Its .info file; the others stand beside it.")
        private Path info;

        @Option(
                names = "--precision",
                paramLabel = "PRECISION",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                defaultValue = "float")
        private Precision precision;

        @Mixin
        private Target target;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            target.check();
            ImportedPotential potential = AniImport.read(info);
            return target.write(spec, potential, info.getFileName().toString(), digest(List.of(info)), precision);
        }
    }

    @Command(
            name = "hdnnp",
            description = "A Behler-Parrinello potential of RuNNer or n2p2.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {
                "",
                "Example:",
                "  ./nnp4j import hdnnp water/ --length-unit bohr --energy-unit hartree --out water.onnx"
            })
    static final class Hdnnp implements java.util.concurrent.Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "Folder with input.nn, scaling.data and weights.*.data.")
        private Path folder;

        @Option(
                names = "--length-unit",
                paramLabel = "UNIT",
                required = true,
                description = "Unit of length of the files, which do not say so: bohr or angstrom.")
        private String lengthUnit;

        @Option(
                names = "--energy-unit",
                paramLabel = "UNIT",
                required = true,
                description = "Unit of energy of the files, which do not say so: hartree, eV, ...")
        private String energyUnit;

        @Option(
                names = "--precision",
                paramLabel = "PRECISION",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
                defaultValue = "double")
        private Precision precision;

        @Mixin
        private Target target;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            target.check();
            ImportedPotential potential =
                    HdnnpImport.read(folder, LengthUnit.of(lengthUnit), EnergyUnit.of(energyUnit));
            List<Path> files;
            try (Stream<Path> entries = Files.list(folder)) {
                files = entries.filter(f -> f.getFileName().toString().matches("input.nn|scaling.data|weights.*"))
                        .sorted()
                        .toList();
            }
            String origin =
                    folder.toAbsolutePath().normalize().getFileName() + " in " + lengthUnit + " and " + energyUnit;
            return target.write(spec, potential, origin, digest(files), precision);
        }
    }

    /** SHA-256 of files one after the other. */
    static String digest(List<Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) digest.update(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
