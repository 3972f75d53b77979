package nnp4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;

/** What ran: command line, version, digests of everything read, wall time. Written beside the results as run.json. */
final class RunRecord {
    private final long start = System.nanoTime();
    private final JsonObject json = new JsonObject();
    private final JsonArray inputs = new JsonArray();

    RunRecord(List<String> command) {
        JsonArray words = new JsonArray();
        command.forEach(words::add);
        json.addProperty("format", 1);
        json.add("command", words);
        json.addProperty("version", Version.number());
        json.addProperty("java", System.getProperty("java.version"));
        json.add("inputs", inputs);
    }

    /** Notes a file; gives its digest. */
    String read(Path file) throws IOException {
        JsonObject input = new JsonObject();
        input.addProperty("file", file.toString());
        String digest = sha256(file);
        input.addProperty("sha256", digest);
        inputs.add(input);
        return digest;
    }

    /** Notes a potential: its file, or where it is. */
    void read(PotentialSource source) throws IOException {
        if (source instanceof PotentialFile file) {
            read(file.path());
            return;
        }
        JsonObject input = new JsonObject();
        input.addProperty("program", source.place());
        inputs.add(input);
    }

    void write(Path folder) throws IOException {
        json.addProperty("wall_seconds", Math.round((System.nanoTime() - start) / 1e6) / 1e3);
        writeJson(folder.resolve("run.json"), json);
    }

    static void writeJson(Path file, JsonElement json) throws IOException {
        String text = pretty(json);
        WholeFile.write(file, writer -> writer.write(text + "\n"));
    }

    static String pretty(JsonElement json) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .serializeNulls()
                .create()
                .toJson(json);
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
