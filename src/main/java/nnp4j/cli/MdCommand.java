package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import nnp4j.dynamics.MdResult;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.dynamics.Thermostat;
import nnp4j.io.Frame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Molecular dynamics of a molecule. */
@Command(
        name = "md",
        description =
                "Molecular dynamics: log, trajectory, averages and picture; a run that is killed goes on with --resume.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j md molecules/h2.xyz --steps 20000",
            "  ./nnp4j md molecules/h2.xyz --thermostat none --start-temperature 3000 --time-step 0.1 --steps 100000",
            "  ./nnp4j md molecules/h2.xyz --thermostat langevin --replicas 64 --stop-outside 1-2=0.4:3"
        })
final class MdCommand extends DriverCommand {
    enum Kind {
        NONE("none"),
        LANGEVIN("langevin"),
        NOSE_HOOVER("nose-hoover"),
        BUSSI("bussi");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps in all, those before a restart included (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private long steps;

    @Option(
            names = "--time-step",
            paramLabel = "FS",
            description = "Time of a step, fs (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.5")
    private double timeStep;

    @Option(
            names = "--thermostat",
            paramLabel = "NAME",
            description = "none (constant energy), langevin, nose-hoover or bussi (default: ${DEFAULT-VALUE}).",
            converter = KindWords.class,
            defaultValue = "bussi")
    private Kind thermostat;

    @Option(
            names = "--temperature",
            paramLabel = "K",
            description = "Temperature of the thermostat and of the start, K (default: ${DEFAULT-VALUE}).",
            defaultValue = "300")
    private double temperature;

    @Option(
            names = "--thermostat-time",
            paramLabel = "FS",
            description = "Relaxation time, for langevin 1/friction, fs (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private double thermostatTime;

    @Option(
            names = "--chain",
            paramLabel = "N",
            description = "Length of the Nose-Hoover chain (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int chain;

    @Option(
            names = "--start-temperature",
            paramLabel = "K",
            description = "Of the start alone (default: --temperature).")
    private Double startTemperature;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all random numbers (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "Independent copies, computed as one batch (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int replicas;

    @Option(names = "--fix", paramLabel = "ATOMS", description = "Atoms that stay, such as 1,4-6.")
    private String fix;

    @Mixin
    private MdStopOptions stops;

    @Option(
            names = "--log-every",
            paramLabel = "N",
            description = "Steps between lines of log.csv (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int logEvery;

    @Option(
            names = "--trajectory-every",
            paramLabel = "N",
            description =
                    "Steps between frames of trajectory.extxyz, 0 for none (default: ${DEFAULT-VALUE}). Where frames are"
                            + " less than 3.5 fs apart, their velocities give a vibrational density of states.",
            defaultValue = "5")
    private int trajectoryEvery;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Steps between checkpoints (default: one every five seconds).",
            defaultValue = "0")
    private long checkpointEvery;

    @Option(names = "--resume", description = "Go on where a stopped run with the same options left off.")
    private boolean resume;

    @Override
    boolean resumes() {
        return resume;
    }

    @Override
    int run(DriverRun run) throws IOException {
        stops.check(run.source());
        MolecularDynamics dynamics = settings(MolecularDynamics.of(run.potential(), run.start()), run.frame())
                .withObserver(1, run.watch().gently());
        Optional<SpreadWatch> spreads = stops.warning(run.err());
        if (spreads.isPresent()) dynamics = dynamics.withObserver(1, spreads.get());
        MdProgress progress = new MdProgress(new Progress(run.err(), "steps", driver().quiet()), steps);
        driver().head(run.out(), run.source(), dynamics.words());
        if (!resume && driver().overwrite()) Files.deleteIfExists(run.folder().resolve("checkpoint.bin"));
        MdResult result = dynamics.withObserver(1, progress)
                .withFolder(run.folder())
                .withStop(run.stop())
                .run(steps);
        progress.end();
        run.watch().end();
        spreads.ifPresent(SpreadWatch::end);
        MdReport report =
                new MdReport(run.source(), run.start(), dynamics.words(), result, progress.done(), progress.seconds());
        report.print(run.out());
        report.write(run.folder(), logEvery, run.watch());
        run.keep(driver().molecule());
        Optional<String> warning = MdPicture.draw(report, run.folder(), target());
        Optional<String> velocities = VelocityPicture.draw(report, run.folder(), trajectoryEvery * timeStep);
        run.picture(
                "md",
                warning,
                velocities.map(v -> v + " ").orElse("")
                        + "log.csv trajectory.extxyz last.extxyz checkpoint.bin summary.json run.json");
        run.out().flush();
        if (result.interrupted()) run.err().println("stopped at step " + result.steps() + "; go on with --resume");
        return result.interrupted() ? 1 : 0;
    }

    private MolecularDynamics settings(MolecularDynamics dynamics, Frame frame) {
        MolecularDynamics set = dynamics.withTimeStep(timeStep)
                .withThermostat(thermostat())
                .withStartTemperature(startTemperature != null ? startTemperature : temperature)
                .withSeed(seed)
                .withReplicas(replicas)
                .withOutput(logEvery, trajectoryEvery, checkpointEvery);
        if (fix != null) set = set.withFixedAtoms(AtomWords.set("--fix", fix, frame));
        return stops.add(set, frame);
    }

    private Thermostat thermostat() {
        return switch (thermostat) {
            case NONE -> new Thermostat.None();
            case LANGEVIN -> new Thermostat.Langevin(temperature, thermostatTime);
            case NOSE_HOOVER -> new Thermostat.NoseHoover(temperature, thermostatTime, chain);
            case BUSSI -> new Thermostat.Bussi(temperature, thermostatTime);
        };
    }

    private Optional<Double> target() {
        return thermostat == Kind.NONE ? Optional.empty() : Optional.of(temperature);
    }

    /** Words to a thermostat; the message lists the choices. */
    static final class KindWords implements picocli.CommandLine.ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            for (Kind kind : Kind.values()) if (kind.word.equalsIgnoreCase(text)) return kind;
            throw new picocli.CommandLine.TypeConversionException(
                    "unknown thermostat \"" + text + "\" (expected none, langevin, nose-hoover or bussi)");
        }
    }
}
