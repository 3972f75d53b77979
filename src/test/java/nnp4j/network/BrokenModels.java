package nnp4j.network;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes that are no energy-and-slopes model. */
final class BrokenModels {
    private static final byte[] GOOD =
            OnnxExport.model(Mlp.random(new int[] {3, 8, 1}, Activation.SILU, 1), Map.of("card", "text"));

    private BrokenModels() {}

    /** Every fiftieth prefix of a good model, nothing and garbage. */
    static Map<String, byte[]> unreadable() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int length = 0; length < GOOD.length; length += 50)
            all.put("first " + length + " bytes", Arrays.copyOf(GOOD, length));
        all.put("all but one byte", Arrays.copyOf(GOOD, GOOD.length - 1));
        all.put("text", "3\n\nH 0 0 0\n".getBytes(StandardCharsets.UTF_8));
        all.put("zeros", new byte[1000]);
        byte[] noise = new byte[1000];
        new java.util.Random(1).nextBytes(noise);
        all.put("noise", noise);
        return all;
    }

    /** Opens them all in a process of its own, whose standard error the test reads. */
    public static void main(String[] args) {
        int refused = 0;
        for (byte[] bytes : unreadable().values()) {
            try (OnnxModel model = OnnxModel.open(bytes)) {
                System.out.println("opened " + model.inputSize());
            } catch (NetworkException e) {
                refused++;
            }
        }
        try (OnnxModel model = OnnxModel.open(GOOD);
                OnnxNetwork network = model.network()) {
            network.evaluate(1, new double[3], new double[1], new double[3]);
        }
        System.out.println("refused " + refused);
    }
}
