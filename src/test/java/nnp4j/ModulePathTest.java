package nnp4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs with modules of their own require nnp4j, and run without any option. Jars lie as build tools lay them: those with a
 * module descriptor or a module name in their manifest on the module path, all others on the class path.
 */
class ModulePathTest {
    private static final int SECONDS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "formats, ethanol.sdf water.mol2 ammonia.pdb methane.cml",
        "diatomic, morse levels",
        "ammonia, held modes path spectrum",
        "training, lm linear"
    })
    void driversReachTheLibrariesOnTheClassPath(String what, String expected) throws Exception {
        compile(Path.of("src/test/modular"));
        Result result = run(classPath(), "host/host.Drivers", what);
        assertEquals(0, result.status, result.output);
        String ran = result.output
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.joining(" "));
        assertEquals(expected, ran, result.output);
    }

    @Test
    void theExampleRunsWithNothingOnTheClassPath() throws Exception {
        compile(Path.of("examples/modular"));
        Result result = run("", "host/host.Callback");
        assertEquals(0, result.status, result.output);
        assertTrue(result.output.startsWith("module host calls module io.github.nnp4j: -31.959"), result.output);
    }

    @Test
    void whatIsNotExportedDoesNotCompile() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("module-info.java"), "module host { requires io.github.nnp4j; }");
        Files.writeString(source.resolve("Use.java"), "package host; class Use { nnp4j.network.Mlp mlp; }");
        StringWriter said = new StringWriter();
        assertEquals(1, javac(source, said));
        assertTrue(said.toString().contains("package nnp4j.network is not visible"), said.toString());
    }

    private record Result(int status, String output) {}

    private void compile(Path source) throws IOException {
        StringWriter said = new StringWriter();
        assertEquals(0, javac(source, said), said.toString());
    }

    private int javac(Path source, StringWriter said) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all", "-p", modulePath(), "-d", compiled().toString()));
        try (Stream<Path> files = Files.walk(source)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        PrintWriter out = new PrintWriter(said);
        return ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    }

    private Result run(String classPath, String main, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modulePath() + File.pathSeparator + compiled()));
        if (!classPath.isEmpty()) command.addAll(List.of("-cp", classPath));
        command.addAll(List.of("-m", main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        assertTrue(ended, "still running after " + SECONDS + " s");
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private Path compiled() {
        return folder.resolve("classes");
    }

    private static String modulePath() {
        return String.join(
                File.pathSeparator, jars().filter(ModulePathTest::named).toList());
    }

    private static String classPath() {
        return String.join(File.pathSeparator, jars().filter(jar -> !named(jar)).toList());
    }

    private static Stream<String> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar") || Files.exists(Path.of(path, "module-info.class")));
    }

    private static boolean named(String path) {
        if (Files.isDirectory(Path.of(path))) return true; // the classes of nnp4j
        try (JarFile jar = new JarFile(new File(path), true, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
            return jar.getJarEntry("module-info.class") != null
                    || (jar.getManifest() != null
                            && jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
