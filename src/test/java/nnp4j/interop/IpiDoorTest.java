package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, and what becomes of a socket's file. */
class IpiDoorTest {
    @TempDir
    Path folder;

    private IpiAddress unix() {
        return IpiAddress.of("unix:" + folder.resolve("s"));
    }

    private static IpiServer listen(IpiAddress address) {
        return listen(address, false);
    }

    private static IpiServer listen(IpiAddress address, boolean anywhere) {
        Duration second = Duration.ofSeconds(1);
        return IpiServer.listen(address, second, second, anywhere, w -> {});
    }

    @Test
    void onlyThisMachineMayConnectUnlessOthersAreMeant() {
        IpiAddress anywhere = IpiAddress.of("0.0.0.0:31976");
        assertThrows(InteropException.class, () -> listen(anywhere, false));
        listen(anywhere, true).close();
    }

    @Test
    void aSocketFileIsItsOwnersAloneAndGoesWithTheServer() throws IOException {
        Path file = folder.resolve("s");
        try (IpiServer server = listen(unix())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("ipi:unix:" + file, server.place());
            assertThrows(InteropException.class, () -> listen(unix()));
            assertTrue(Files.exists(file));
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileSystemWithoutSuchRightsIsNoError() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("rights.zip").toUri());
        try (FileSystem without = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path file = Files.writeString(without.getPath("s"), "");
            assertThrows(UnsupportedOperationException.class, () -> Files.getPosixFilePermissions(file));
            IpiDoor.ownersAlone(file);
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void aSocketLeftByAKilledServerIsReplacedButNoOtherFileIs() throws IOException {
        Path file = folder.resolve("s");
        BareServer killed = BareServer.at(file);
        Files.move(file, folder.resolve("kept"));
        killed.close();
        Files.move(folder.resolve("kept"), file);
        listen(unix()).close();
        Files.writeString(file, "precious");
        assertThrows(InteropException.class, () -> listen(unix()));
        assertEquals("precious", Files.readString(file));
    }
}
