package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.interop.QcSchemaProgram;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers QCSchema inputs. */
@Command(
        name = "qcschema",
        description = {
            "Energy, gradient or hessian of a QCSchema input (AtomicInput, version 1), or of a list of them: the result as JSON"
                    + " on standard output, like any program of quantum chemistry.",
            "model.method is nnp4j or a potential file; keywords may hold potential. What cannot be answered becomes a"
                    + " FailedOperation, and status 2."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  ./nnp4j qcschema < input.json > output.json"})
final class QcSchemaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Input file (default: standard input).")
    private Path file;

    @Mixin
    private PotentialOptions potentials;

    @Spec
    private CommandSpec spec;

    private final Map<String, PotentialSource> open = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        QcSchemaProgram program = new QcSchemaProgram(Version.number(), this::potential);
        String text = file == null
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(file, StandardCharsets.UTF_8);
        try {
            JsonElement input = JsonParser.parseString(text);
            boolean list = input.isJsonArray();
            JsonArray answers = new JsonArray();
            boolean failed = false;
            for (JsonElement each : list ? input.getAsJsonArray().asList() : java.util.List.of(input)) {
                JsonObject answer = program.answer(each);
                answers.add(answer);
                if (answer.get("success").getAsBoolean()) continue;
                failed = true;
                err.println(where()
                        + answer.getAsJsonObject("error").get("error_message").getAsString());
            }
            print(list ? answers : answers.get(0));
            return failed ? 2 : 0;
        } catch (JsonParseException e) {
            String message = "expected valid JSON, found "
                    + e.getMessage().lines().findFirst().orElse("none");
            err.println(where() + message);
            print(program.failure(JsonNull.INSTANCE, message));
            return 2;
        } finally {
            open.values().forEach(PotentialSource::close);
        }
    }

    private String where() {
        return (file == null ? "standard input" : file) + ": ";
    }

    private void print(JsonElement answer) {
        spec.commandLine().getOut().println(RunRecord.pretty(answer));
        spec.commandLine().getOut().flush();
    }

    private BoundPotential potential(Geometry molecule, Optional<String> name, Consumer<Extrapolation> watch) {
        Consumer<Extrapolation> asked = switch (potentials.onExtrapolation()) {
            case WARN -> watch;
            case ERROR -> Extrapolation.REFUSE;
            case ALLOW -> Extrapolation.ALLOW;
        };
        try {
            PotentialSource found = open.computeIfAbsent(
                    name.orElse(potentials.given() ? "" : molecule.formula()),
                    key -> name.isPresent() ? PotentialFile.open(Path.of(name.get())) : potentials.open(molecule));
            return found.potentialFor(molecule, asked);
        } catch (UsageError e) {
            throw new PotentialException(e.getMessage(), e);
        }
    }
}
