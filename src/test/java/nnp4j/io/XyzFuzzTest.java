package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XyzFuzzTest {
    private static final int MUTATIONS = 5000;
    private static final long SECOND = 1_000_000_000;
    private static final String[] VALID = {"2\nhydrogen\nH 0 0 0\nH 0 0 0.74\n", """
        3
        Properties=species:S:1:pos:R:3:forces:R:3 energy=-2078.5 name="water one" pbc="F F F"
        O 0.0 0.0 0.117 0.1 0.2 0.3
        H 0.0 0.757 -0.469 -1e-3 0 1D2
        D1 0.0 -0.757 -0.469 0 0 0
        """, """
        \uFEFF1
        Lattice="4 0 0 0 4 0 0 0 4" Properties=Z:I:1:pos:R:3:masses:R:1 pbc=[T,T,F] length_unit=bohr
        2 1 2 3 4.0026

        2

        Cl 0 0 0
        na 0 0 2.4
        """.replace("\n", "\r\n")};
    private static final String SIGNS = " \t\n\r\0\"'{}[]=:,.-+eEdDTF0123456789HOCXxyz\\";

    @TempDir
    private Path folder;

    @Test
    void everyMutationGivesFramesOrOneFormatException() throws IOException {
        Path path = folder.resolve("fuzz.xyz");
        Random random = new Random(20240229);
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            byte[] content = VALID[k % VALID.length].getBytes(StandardCharsets.UTF_8);
            for (int times = 1 + random.nextInt(4); times > 0; times--) content = mutated(content, random);
            Files.write(path, content);
            long start = System.nanoTime();
            if (!reads(path, content)) refused++;
            byte[] slow = content;
            assertTrue(System.nanoTime() - start < SECOND, () -> "slow: " + Arrays.toString(slow));
        }
        assertTrue(refused > MUTATIONS / 4 && refused < MUTATIONS, refused + " refused: the mutations do not bite");
    }

    private static boolean reads(Path path, byte[] content) {
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            while (reader.hasNext()) {
                for (double x : reader.next().geometry().toArray()) assertTrue(Double.isFinite(x));
            }
            return true;
        } catch (MoleculeFormatException e) {
            String message = e.getMessage();
            assertTrue(
                    message.startsWith(path + ":") && message.codePoints().noneMatch(Character::isISOControl), message);
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("mutation " + Arrays.toString(content), e);
        }
    }

    private static byte[] mutated(byte[] content, Random random) {
        if (content.length == 0) return new byte[] {(byte) random.nextInt(256)};
        int at = random.nextInt(content.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = content.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> joined(Arrays.copyOf(content, at), sign(random), Arrays.copyOfRange(content, at, content.length));
            case 2 -> {
                byte[] replaced = content.clone();
                replaced[at] = sign(random)[0];
                yield replaced;
            }
            case 3 -> lines(content, random, false);
            case 4 -> lines(content, random, true);
            default -> Arrays.copyOf(content, at);
        };
    }

    private static byte[] sign(Random random) {
        return new byte[] {(byte) SIGNS.charAt(random.nextInt(SIGNS.length()))};
    }

    /** With one line twice, or without it. */
    private static byte[] lines(byte[] content, Random random, boolean twice) {
        List<String> lines = new ArrayList<>(List.of(new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)));
        int at = random.nextInt(lines.size());
        if (twice) lines.add(at, lines.get(at));
        else lines.remove(at);
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
