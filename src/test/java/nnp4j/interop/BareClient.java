package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A client of the i-PI protocol that answers whatever a function puts into the answer. */
final class BareClient {
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final SocketChannel channel;
    /** Positions asked for last, bohr. */
    final double[] x;

    final double[] h = new double[9];
    private boolean initialized;

    /** Connects to a server that listens, or soon will. */
    BareClient(IpiAddress server, int atoms) throws IOException {
        x = new double[3 * atoms];
        if (server.file().isPresent()) {
            channel =
                    SocketChannel.open(UnixDomainSocketAddress.of(server.file().get()));
        } else {
            channel = SocketChannel.open((InetSocketAddress) server.socketAddress());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** Answers until the server says EXIT or is gone. */
    void serve(Consumer<ByteBuffer> answer) throws IOException {
        while (receive()) {
            put("FORCEREADY");
            answer.accept(out);
            send();
        }
        channel.close();
    }

    /** Goes on until the next geometry is here and forces are asked for; false at the end. */
    boolean receive() throws IOException {
        while (true) {
            switch (word()) {
                case "STATUS" -> {
                    put(initialized ? "READY" : "NEEDINIT");
                    send();
                }
                case "INIT" -> {
                    read(8);
                    read(in.getInt(4));
                    initialized = true;
                }
                case "POSDATA" -> {
                    read(148);
                    for (int k = 0; k < 9; k++) h[k] = in.getDouble();
                    read(8 * x.length);
                    for (int k = 0; k < x.length; k++) x[k] = in.getDouble();
                }
                case "GETFORCE" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
    }

    ByteBuffer put(String word) {
        out.clear();
        return out.put(String.format("%-12s", word).getBytes(StandardCharsets.US_ASCII));
    }

    void send() throws IOException {
        out.flip();
        while (out.hasRemaining()) channel.write(out);
    }

    void drop() throws IOException {
        channel.close();
    }

    private String word() throws IOException {
        byte[] word = new byte[12];
        try {
            read(12);
        } catch (EOFException e) {
            return "";
        }
        in.get(word);
        return new String(word, StandardCharsets.US_ASCII).trim();
    }

    private void read(int size) throws IOException {
        in.clear().limit(size);
        while (in.hasRemaining()) if (channel.read(in) < 0) throw new EOFException("the server ended");
        in.flip();
    }
}
