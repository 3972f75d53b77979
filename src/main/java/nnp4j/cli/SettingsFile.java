package nnp4j.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Options from a file: {@code --settings FILE} stands for the options that the JSON object in the file holds under their long
 * names. What the command line says goes before what the file says.
 */
final class SettingsFile {
    private static final String OPTION = "--settings";

    private SettingsFile() {}

    /** The arguments with those of the file put in, after the command. */
    static String[] expand(CommandLine line, String... arguments) throws IOException {
        int at = Arrays.asList(arguments).indexOf(OPTION);
        CommandLine command =
                arguments.length == 0 ? null : line.getSubcommands().get(arguments[0]);
        if (at < 0 || at + 1 >= arguments.length || command == null) return arguments;
        Path file = Path.of(arguments[at + 1]);
        List<String> expanded = new ArrayList<>(List.of(arguments[0]));
        for (Map.Entry<String, JsonElement> entry : read(file).entrySet()) {
            String option = "--" + entry.getKey();
            check(file, entry.getKey(), command.getCommandSpec());
            if (isGiven(option, arguments)) continue;
            add(file, option, entry.getValue(), expanded);
        }
        expanded.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return expanded.toArray(String[]::new);
    }

    private static boolean isGiven(String option, String... arguments) {
        return Arrays.stream(arguments).anyMatch(a -> a.equals(option) || a.startsWith(option + "="));
    }

    private static JsonObject read(Path file) throws IOException {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            if (json.isJsonObject()) return json.getAsJsonObject();
        } catch (JsonParseException e) {
            throw new UsageError(file + ": no valid JSON (" + e.getMessage() + ")");
        }
        throw new UsageError(file + ": expected a JSON object with options by name");
    }

    private static void check(Path file, String key, CommandSpec command) {
        if (command.optionsMap().containsKey("--" + key) && !key.equals("settings")) return;
        TreeSet<String> known = new TreeSet<>();
        command.options().forEach(o -> known.add(o.longestName().substring(2)));
        known.removeAll(List.of("settings", "help", "version", "debug"));
        throw new UsageError(file + ": unknown key \"" + key + "\" (expected one of " + String.join(", ", known) + ")");
    }

    private static void add(Path file, String option, JsonElement value, List<String> arguments) {
        if (!value.isJsonPrimitive())
            throw new UsageError(file + ": \"" + option.substring(2) + "\": expected a text, number or true");
        String text = value.getAsString();
        if (value.getAsJsonPrimitive().isBoolean()) {
            if (value.getAsBoolean()) arguments.add(option);
        } else {
            arguments.add(option);
            arguments.add(text);
        }
    }
}
