package nnp4j.dynamics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Everything that the course of a run depends on: its settings, its start, and the potential by its answer at the start. */
final class RunKey {
    private final MessageDigest digest;

    RunKey(
            String words,
            double longestMove,
            int logEvery,
            int trajectoryEvery,
            Optional<double[]> velocities,
            MdState start) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(
                (words + "; " + longestMove + " " + logEvery + " " + trajectoryEvery).getBytes(StandardCharsets.UTF_8));
        velocities.ifPresent(this::add);
        add(start.x);
        add(start.mass);
        add(start.f);
        add(start.potentialEnergies);
    }

    private void add(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        for (double value : values) bytes.putDouble(value);
        digest.update(bytes.array());
    }

    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
