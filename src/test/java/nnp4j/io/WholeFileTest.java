package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void textIsWrittenInUtf8AndReplacesTheOld() throws IOException {
        Path path = folder.resolve("a.txt");
        WholeFile.write(path, out -> out.write("old and longer"));
        WholeFile.write(path, out -> out.write("\u00E5"));
        assertArrayEquals(new byte[] {(byte) 0xC3, (byte) 0xA5}, Files.readAllBytes(path));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void contentThatThrowsHalfWayLeavesTheOldFileAndNoPart() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "old");
        String half = "x".repeat(200_000); // more than any buffer holds
        assertThrows(
                IOException.class,
                () -> WholeFile.write(path, out -> {
                    out.write(half);
                    throw new IOException("disk full");
                }));
        assertThrows(
                IllegalStateException.class,
                () -> WholeFile.writeBytes(path, out -> {
                    out.write(half.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    throw new IllegalStateException("interrupted");
                }));
        assertEquals("old", Files.readString(path));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void contentThatThrowsLeavesNoNewFile() throws IOException {
        assertThrows(
                IOException.class,
                () -> WholeFile.write(folder.resolve("a.txt"), out -> {
                    throw new IOException("disk full");
                }));
        assertEquals(List.of(), names());
    }

    @Test
    void theFolderIsMade() throws IOException {
        Path path = folder.resolve("new/er/b.bin");
        WholeFile.writeBytes(path, out -> out.write(7));
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(path));
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device), "no /dev/null");
        Assumptions.assumeFalse(
                Files.isWritable(device.getParent()), "whoever may replace /dev/null had better not try");
        WholeFile.write(device, out -> out.write("text"));
        assertTrue(Files.exists(device) && !Files.isRegularFile(device));
    }

    @Test
    void theFileIsAsReadableAsAnyOther() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX rights");
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path whole = folder.resolve("whole");
        WholeFile.write(whole, out -> out.write(""));
        assertEquals(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(whole)));
    }

    @Test
    void aFolderInTheWayStaysAndIsReported() throws IOException {
        Path path = Files.createDirectories(folder.resolve("d/full")).getParent();
        assertThrows(IOException.class, () -> WholeFile.write(path, out -> out.write("text")));
        assertTrue(Files.isDirectory(path.resolve("full")));
        assertEquals(List.of("d"), names());
    }

    @Test
    void aLinkStaysALinkToTheNewContent() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("no symbolic links here");
        }
        WholeFile.write(link, out -> out.write("new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(target));
    }
}
