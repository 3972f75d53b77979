package nnp4j.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program nnp4j. Exit status: 0 done, 1 ran and the answer is no, 2 bad usage or bad input. */
@Command(
        name = "nnp4j",
        description = "Neural network potentials: energies, curves, vibrations, dynamics, and what they are worth.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            EnergyCommand.class,
            ScanCommand.class,
            MdCommand.class,
            OptimizeCommand.class,
            FrequenciesCommand.class,
            PathCommand.class,
            ValidateCommand.class,
            ServeCommand.class,
            InfoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            QcSchemaCommand.class,
            TrainCommand.class,
            BaselineCommand.class,
            TuneCommand.class,
            CrossValidateCommand.class,
            LearningCurveCommand.class,
            Main.Completion.class
        })
public final class Main implements Runnable {
    private static final String EXAMPLES = """
            nnp4j runs neural network potentials. Five things to try:

              ./nnp4j scan molecules/h2.xyz
              ./nnp4j frequencies molecules/ammonia.xyz
              ./nnp4j md molecules/ammonia.xyz --temperature 500
              ./nnp4j validate --potential potentials/h2.onnx --reference validation/h2/exact_born_oppenheimer.csv
              ./nnp4j train validation/h2/full_ci.csv --molecule molecules/h2.xyz --hidden 8,8 --activation tanh --optimizer lm

            Every command has --help.""";

    @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /**
     * Runs a command and ends the process with its status.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int status = run(out, err, arguments);
        out.flush();
        System.exit(status == 0 && out.checkError() ? 1 : status);
    }

    /**
     * Runs a command.
     *
     * @param out for results
     * @param err for errors and warnings
     * @param arguments as typed
     * @return exit status
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Errors::usage);
        line.setExecutionExceptionHandler((error, command, parsed) -> Errors.execution(error, command, main.debug));
        for (CommandLine command : line.getSubcommands().values())
            if (command.getCommand() instanceof TrainingOptions.Trains t)
                t.training().addTo(command.getCommandSpec());
        try {
            return line.execute(SettingsFile.expand(line, arguments));
        } catch (UsageError | IOException e) {
            return Errors.execution(e, line, main.debug);
        }
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println(EXAMPLES);
    }

    /** Prints the completion script of bash and zsh. */
    @Command(
            name = "completion",
            description = "Print the completion script for bash and zsh: source <(./nnp4j completion)",
            mixinStandardHelpOptions = true)
    static final class Completion implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine()
                    .getOut()
                    .println(AutoComplete.bash("nnp4j", spec.root().commandLine()));
        }
    }
}
