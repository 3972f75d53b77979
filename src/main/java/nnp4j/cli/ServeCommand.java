package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nnp4j.geometry.Geometry;
import nnp4j.interop.InteropException;
import nnp4j.interop.IpiAddress;
import nnp4j.interop.IpiClient;
import nnp4j.interop.IpiEnd;
import nnp4j.interop.MdiEngine;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialSource;
import picocli.CommandLine.ArgGroup;
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
            "Give energies and forces to i-PI, ASE or another program that speaks the i-PI protocol, or to LAMMPS (fix"
                    + " mdi/qm) or another driver of the MDI Standard.",
            "That program listens, nnp4j connects. The atoms must be in the same order there as in MOLECULE: by MDI"
                    + " their elements are checked, where the driver sends them; by i-PI only their number can be."
                    + " Whether the system is periodic is taken from MOLECULE, its cell from the program."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j serve --ipi unix:water --potential water.onnx water.xyz",
            "  ./nnp4j serve --ipi localhost:31415 molecules/h2.xyz",
            "  ./nnp4j serve --mdi localhost:8021 --potential water.onnx water.xyz"
        })
final class ServeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MOLECULE", description = "Molecule file; its first frame is used.")
    private Path molecule;

    @ArgGroup(multiplicity = "1")
    private Place place;

    private static final class Place {
        @Option(
                names = "--ipi",
                paramLabel = "ADDRESS",
                description = "Where an i-PI server listens: unix:NAME for /tmp/ipi_NAME, unix:/path, or HOST:PORT.")
        private String ipi;

        @Option(names = "--mdi", paramLabel = "HOST:PORT", description = "Where an MDI driver listens (method TCP).")
        private String mdi;
    }

    /** What serves, and whom. */
    private record Service(
            Function<Duration, IpiEnd> engine,
            LongSupplier served,
            BooleanSupplier batched,
            Supplier<String> failure,
            String who,
            IpiAddress where) {
        private IpiEnd serve(Duration wait) {
            return engine.apply(wait);
        }

        private String whoWhere() {
            return who + " at " + where;
        }
    }

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
        boolean mdi = place.mdi != null;
        IpiAddress address = mdi ? MdiEngine.addressOf(place.mdi) : IpiAddress.of(place.ipi);
        Geometry geometry = MoleculeReader.first(molecule, units.units()).geometry();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getOut();
        Consumer<String> warnings = w -> err.println("warning: " + w);
        ExtrapolationWatch watch = new ExtrapolationWatch(potentials.onExtrapolation(), Long.MAX_VALUE, err);
        try (PotentialSource source = potentials.open(geometry);
                BoundPotential potential = watch.over(source, geometry)) {
            out.printf(
                    "%s, %d atoms: %s serves %s%n", geometry.formula(), geometry.atomCount(), source.place(), address);
            out.flush();
            if (mdi)
                try (MdiEngine engine = new MdiEngine(address, geometry, potential, warnings)) {
                    run(
                            new Service(
                                    engine::serve, engine::served, () -> false, engine::failure, "MDI driver", address),
                            patience,
                            watch,
                            out);
                }
            else
                try (IpiClient client = new IpiClient(address, geometry, potential, warnings)) {
                    run(
                            new Service(
                                    client::serve,
                                    client::served,
                                    client::batched,
                                    client::failure,
                                    "i-PI server",
                                    address),
                            patience,
                            watch,
                            out);
                }
        }
        return 0;
    }

    private void run(Service service, Duration patience, ExtrapolationWatch watch, PrintWriter out) {
        IpiEnd end = serve(service, patience, out);
        watch.end();
        String repeated = service.batched().getAsBoolean() ? " (with those that fill up its batches)" : "";
        out.printf("%d geometries served%s; %s%n", service.served().getAsLong(), repeated, words(service, end));
        out.flush();
    }

    private IpiEnd serve(Service service, Duration patience, PrintWriter out) {
        IpiEnd end = service.serve(patience);
        if (end == IpiEnd.NO_SERVER)
            throw new InteropException(service.whoWhere() + ": expected one within " + wait
                    + " s, found nobody listening: " + service.failure().get());
        while (reconnect && end != IpiEnd.NO_SERVER) {
            out.printf("%s; waiting for %s again (%s s)%n", words(service, end), service.where(), wait);
            out.flush();
            end = service.serve(patience);
        }
        if (end == IpiEnd.BROKEN)
            throw new InteropException(service.whoWhere() + ": the connection broke within a message, after "
                    + service.served().getAsLong() + " geometries");
        return end;
    }

    private static String words(Service service, IpiEnd end) {
        String who = service.who().substring(service.who().indexOf(' ') + 1);
        return switch (end) {
            case NO_SERVER -> "no " + who + " came again";
            case EXIT -> "the " + who + " said EXIT";
            case CLOSED -> "the " + who + " closed the connection";
            case BROKEN -> "the connection broke within a message";
        };
    }
}
