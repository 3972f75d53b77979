package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nnp4j.io.Frame;
import nnp4j.potential.PotentialSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that moves a molecule: reads it, opens its potential, and hands both to the command's own work. */
abstract class DriverCommand implements Callable<Integer> {
    @Mixin
    private DriverOptions driver;

    @Spec
    private CommandSpec spec;

    DriverOptions driver() {
        return driver;
    }

    /** Whether a folder with results of the same run will do. */
    boolean resumes() {
        return false;
    }

    /** The work; gives the exit status. */
    abstract int run(DriverRun run) throws IOException;

    @Override
    public final Integer call() throws IOException {
        RunRecord record = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        Path folder = driver.folder(spec, resumes());
        Frame frame = driver.frame();
        PrintWriter err = spec.commandLine().getErr();
        try (PotentialSource source = driver.potentials().open(frame.geometry());
                Interruption interruption = new Interruption()) {
            DriverRun run = new DriverRun(
                    frame,
                    driver.geometry(frame),
                    source,
                    new ExtrapolationWatch(driver.potentials().onExtrapolation(), driver.maxExtrapolations(), err),
                    folder,
                    driver.out(spec),
                    err,
                    interruption::requested,
                    record);
            int status = run(run);
            run.out().flush();
            return status;
        }
    }
}
