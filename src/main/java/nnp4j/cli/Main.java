package nnp4j.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        versionProvider = Version.class)
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

    /** By name, in the order of --help. */
    static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("energy", EnergyCommand.class);
        commands.put("scan", ScanCommand.class);
        commands.put("md", MdCommand.class);
        commands.put("optimize", OptimizeCommand.class);
        commands.put("frequencies", FrequenciesCommand.class);
        commands.put("path", PathCommand.class);
        commands.put("validate", ValidateCommand.class);
        commands.put("serve", ServeCommand.class);
        commands.put("info", InfoCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("qcschema", QcSchemaCommand.class);
        commands.put("train", TrainCommand.class);
        commands.put("baseline", BaselineCommand.class);
        commands.put("tune", TuneCommand.class);
        commands.put("cross-validate", CrossValidateCommand.class);
        commands.put("learning-curve", LearningCurveCommand.class);
        commands.put("completion", Completion.class);
        return commands;
    }

    /** The one command that is called: to look at the options of all takes longer than most of what they do. */
    private static Collection<Class<?>> needed(String... arguments) {
        Map<String, Class<?>> all = commands();
        Class<?> called = arguments.length == 0 ? null : all.get(arguments[0]);
        return called == null || called == Completion.class ? all.values() : List.of(called);
    }

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
        needed(arguments).forEach(line::addSubcommand);
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
