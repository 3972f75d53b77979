package nnp4j.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** A small model of hydrogen and oxygen in NeuroChem's files: two members, ten features, layers of 4, 3 and 1. */
public final class AniFiles {
    static final int[] WIDTHS = {10, 4, 3, 1};
    static final String[] ELEMENTS = {"H", "O"};
    /** Hartree. */
    static final double[] SELF_ENERGIES = {-0.5, -75};

    /** The .info file. */
    public final Path info;

    private final Path folder;

    /** Writes the files. */
    public AniFiles(Path folder) throws IOException {
        this.folder = folder;
        this.info = folder.resolve("small.info");
        text("small.info", "small/small.params\nsmall/sae.dat\nsmall/train\n2\n");
        text("small/small.params", """
                TM = 1
                Rcr = 4.0
                Rca = 3.0
                EtaR = [16]
                ShfR = [0.9,2.0]
                Zeta = [8]
                ShfZ = [0.4,1.9]
                EtaA = [8]
                ShfA = [1.3]
                Atyp = [H,O]
                """);
        text("small/sae.dat", "H,0=-0.5\nO,1=-75\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int member = 0; member < 2; member++)
            for (String element : ELEMENTS) {
                network(member, element, description(element));
                for (int layer = 1; layer < WIDTHS.length; layer++) {
                    numbers(member, element, layer, "w", random, WIDTHS[layer] * WIDTHS[layer - 1]);
                    numbers(member, element, layer, "b", random, WIDTHS[layer]);
                }
            }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    static String networkName(int member, String element) {
        return "small/train" + member + "/networks/ANN-" + element + ".nnf";
    }

    void text(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.write(file(name), bytes);
    }

    /** Replaces words in a file of text. */
    void change(String name, String from, String to) throws IOException {
        String before = Files.readString(file(name));
        if (!before.contains(from)) throw new IllegalArgumentException(name + " has no " + from);
        text(name, before.replace(from, to));
    }

    static String description(String element) {
        StringBuilder text = new StringBuilder(
                "!InputFile for Force Prediction Network\ninputsize=" + WIDTHS[0] + ";\natom_net " + element + " $\n");
        for (int k = 1; k < WIDTHS.length; k++) {
            String file = "FILE:ANN-" + element + ".nnf-l" + k + ".";
            text.append("layer [\n nodes=").append(WIDTHS[k]);
            text.append(";\n blocksize=").append(WIDTHS[k - 1]);
            text.append(";\n activation=").append(k == WIDTHS.length - 1 ? 6 : 9);
            text.append(";\n l2norm=1;\n l2valu=nan;\n weights=").append(file);
            text.append("wparam[").append(WIDTHS[k] * WIDTHS[k - 1]);
            text.append("];\n biases=").append(file);
            text.append("bparam[").append(WIDTHS[k]).append("];\n]\n");
        }
        return text.append("$\n\0").toString();
    }

    /** Writes a description as NeuroChem does. */
    void network(int member, String element, String description) throws IOException {
        byte[] text = description.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((text.length + "=\n").getBytes(StandardCharsets.US_ASCII));
        try (var packed = new BZip2CompressorOutputStream(out)) {
            packed.write(text);
        }
        write(networkName(member, element), out.toByteArray());
    }

    private void numbers(int member, String element, int layer, String kind, SplittableRandom random, int count)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < count; k++) bytes.putFloat((float) (random.nextDouble() - 0.5));
        write(networkName(member, element) + "-l" + layer + "." + kind + "param", bytes.array());
    }

    /** The numbers of a layer as they stand in the file. */
    float[] numbers(int member, String element, int layer, String kind) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Files.readAllBytes(file(networkName(member, element) + "-l" + layer + "." + kind + "param")))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }
}
