package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import nnp4j.geometry.Geometry;
import nnp4j.interop.InteropException;
import nnp4j.interop.IpiAddress;
import nnp4j.interop.IpiClient;
import nnp4j.interop.IpiEnd;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Energies and forces for a program that moves the atoms itself. */
@Command(
        name = "serve",
        description = {
            "Give energies and forces to i-PI, ASE or another program that speaks the i-PI protocol.",
            "That program listens, nnp4j connects. The protocol sends no elements: the atoms must be in the same order there"
                    + " as in MOLECULE, and only their number can be checked. Whether the system is periodic is taken from"
                    + " MOLECULE, its cell from the program."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j serve --ipi unix:water --potential water.onnx water.xyz",
            "  ./nnp4j serve --ipi localhost:31415 molecules/h2.xyz"
        })
final class ServeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MOLECULE", description = "Molecule file; its first frame is used.")
    private Path molecule;

    @Option(
            names = "--ipi",
            paramLabel = "ADDRESS",
            required = true,
            description = "Where the program listens: unix:NAME for /tmp/ipi_NAME, unix:/path, or HOST:PORT.")
    private String address;

    @Mixin
    private PotentialOptions potentials;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the program to listen (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private double wait;

    @Option(
            names = "--reconnect",
            description = "Wait for the program again when a connection ends, until --wait passes without one.")
    private boolean reconnect;

    @Mixin
    private UnitOptions units;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors and warnings.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Duration patience = Seconds.of("--wait", wait);
        IpiAddress server = IpiAddress.of(address);
        Geometry geometry = MoleculeReader.first(molecule, units.units()).geometry();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getOut();
        ExtrapolationWatch watch = new ExtrapolationWatch(potentials.onExtrapolation(), Long.MAX_VALUE, err);
        try (PotentialSource source = potentials.open(geometry);
                BoundPotential potential = watch.over(source, geometry);
                IpiClient client = new IpiClient(server, geometry, potential, w -> err.println("warning: " + w))) {
            out.printf(
                    "%s, %d atoms: %s serves %s%n", geometry.formula(), geometry.atomCount(), source.place(), server);
            out.flush();
            IpiEnd end = serve(client, server, patience, out);
            watch.end();
            out.printf("%d geometries served; %s%n", client.served(), words(end));
            out.flush();
        }
        return 0;
    }

    private IpiEnd serve(IpiClient client, IpiAddress server, Duration patience, PrintWriter out) {
        IpiEnd end = client.serve(patience);
        if (end == IpiEnd.NO_SERVER)
            throw new InteropException(
                    "i-PI server at " + server + ": expected one within " + wait + " s, found nobody listening");
        while (reconnect && end != IpiEnd.NO_SERVER) {
            out.printf("%s; waiting for %s again (%s s)%n", words(end), server, wait);
            out.flush();
            end = client.serve(patience);
        }
        if (end == IpiEnd.BROKEN)
            throw new InteropException("i-PI server at " + server + ": the connection broke within a message, after "
                    + client.served() + " geometries");
        return end;
    }

    private static String words(IpiEnd end) {
        return switch (end) {
            case NO_SERVER -> "no server came again";
            case EXIT -> "the server said EXIT";
            case CLOSED -> "the server closed the connection";
            case BROKEN -> "the connection broke within a message";
        };
    }
}
