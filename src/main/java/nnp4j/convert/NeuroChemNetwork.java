package nnp4j.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.units.EnergyUnit;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * One network of NeuroChem: an .nnf file, whose text is the length of what follows, {@code =}, a byte, and a description under
 * bzip2, and files of single-precision weights and biases beside it. Its activation celu(z, 0.1) = celu(10 z)/10 is folded into
 * the parameters: with the first layer and all hidden biases times 10 and the last weights divided by 10, celu(z, 1) does the
 * same.
 */
final class NeuroChemNetwork {
    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_WIDTH = 1 << 16;
    private static final String CELU = "9";
    private static final String LINEAR = "6";
    private static final double SHARPNESS = 10;
    private static final Pattern LAYER = Pattern.compile("layer\\s*\\[([^\\]\\[]*(?:\\[\\d+\\][^\\]\\[]*)*)\\]");
    private static final Pattern SIZE = Pattern.compile("inputsize=(\\d{1,6});");
    private static final Pattern PARAMETERS = Pattern.compile("FILE:([^\\[/\\\\]+)\\[(\\d{1,9})\\]");

    private NeuroChemNetwork() {}

    /** Reads a network, in eV. */
    static Mlp read(Path file, int inputs) {
        String text = description(file);
        Matcher size = SIZE.matcher(text);
        if (!size.find() || Integer.parseInt(size.group(1)) != inputs)
            throw new ConvertException(file + ": expected inputsize=" + inputs + ", found "
                    + text.lines().findFirst().orElse("nothing"));
        List<Integer> widths = new ArrayList<>(List.of(inputs));
        List<Map<String, String>> layers = layers(file, text);
        for (int k = 0; k < layers.size(); k++) {
            Map<String, String> layer = layers.get(k);
            String where = file + ": layer " + (k + 1) + ": ";
            String activation = k == layers.size() - 1 ? LINEAR : CELU;
            if (!activation.equals(layer.get("activation")))
                throw new ConvertException(where + "expected activation " + activation + " ("
                        + (activation.equals(CELU) ? "CELU" : "linear") + "), found " + layer.get("activation"));
            if (!String.valueOf(widths.get(k)).equals(layer.get("blocksize")))
                throw new ConvertException(
                        where + "expected blocksize=" + widths.get(k) + ", found " + layer.get("blocksize"));
            widths.add(width(where, layer.get("nodes")));
        }
        if (widths.get(widths.size() - 1) != 1)
            throw new ConvertException(
                    file + ": expected 1 node in the last layer, found " + widths.get(widths.size() - 1));
        double[] parameters = parameters(file, layers, widths);
        return Mlp.of(widths.stream().mapToInt(Integer::intValue).toArray(), Activation.CELU, parameters);
    }

    private static int width(String where, String nodes) {
        if (nodes != null && nodes.matches("\\d{1,5}")) {
            int width = Integer.parseInt(nodes);
            if (width >= 1 && width <= MOST_WIDTH) return width;
        }
        throw new ConvertException(where + "expected nodes from 1 to " + MOST_WIDTH + ", found " + nodes);
    }

    private static double[] parameters(Path file, List<Map<String, String>> layers, List<Integer> widths) {
        int total = 0;
        for (int k = 0; k < layers.size(); k++) total += widths.get(k + 1) * (widths.get(k) + 1);
        double[] parameters = new double[total];
        int next = 0;
        int last = layers.size() - 1;
        for (int k = 0; k <= last; k++) {
            double weightFactor = last == 0 ? 1 : k == 0 ? SHARPNESS : k == last ? 1 / SHARPNESS : 1;
            double biasFactor = k == last ? 1 : SHARPNESS;
            double unit = k == last ? EnergyUnit.HARTREE.ev() : 1;
            int count = widths.get(k + 1) * widths.get(k);
            next = fill(file, layers.get(k).get("weights"), count, weightFactor * unit, parameters, next);
            next = fill(file, layers.get(k).get("biases"), widths.get(k + 1), biasFactor * unit, parameters, next);
        }
        return parameters;
    }

    private static int fill(Path file, String value, int count, double factor, double[] parameters, int from) {
        Matcher named = PARAMETERS.matcher(String.valueOf(value));
        if (!named.matches() || Integer.parseInt(named.group(2)) != count)
            throw new ConvertException(file + ": expected FILE:NAME[" + count + "], found " + value);
        Path binary = file.resolveSibling(named.group(1));
        byte[] bytes = bytes(binary, 4L * count);
        if (bytes.length != 4L * count)
            throw new ConvertException(binary + ": expected " + 4L * count + " bytes, found " + bytes.length);
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < count; k++) {
            float number = numbers.getFloat();
            if (!Float.isFinite(number))
                throw new ConvertException(binary + " byte " + 4 * k + ": expected a finite number, found " + number);
            parameters[from + k] = factor * number;
        }
        return from + count;
    }

    private static byte[] bytes(Path file, long most) {
        try {
            long size = Files.size(file);
            if (size > most) throw new ConvertException(file + ": expected " + most + " bytes, found " + size);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ConvertException.unreadable(file, e);
        }
    }

    private static String description(Path file) {
        byte[] bytes = bytes(file, MOST_TEXT);
        int equals = 0;
        while (equals < bytes.length && bytes[equals] >= '0' && bytes[equals] <= '9') equals++;
        if (equals == 0 || equals > 7 || equals + 2 > bytes.length || bytes[equals] != '=')
            throw new ConvertException(file + " byte " + equals + ": expected LENGTH=, found something else");
        int length = Integer.parseInt(new String(bytes, 0, equals, StandardCharsets.US_ASCII));
        int start = equals + 2;
        try (var in = new BZip2CompressorInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start))) {
            byte[] text = in.readNBytes(MOST_TEXT);
            if (text.length != length)
                throw new ConvertException(
                        file + " byte " + start + ": expected " + length + " bytes of text, found " + text.length);
            return new String(text, StandardCharsets.ISO_8859_1);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ConvertException known) throw known;
            throw new ConvertException(file + " byte " + start + ": broken bzip2 data (" + e.getMessage() + ")", e);
        }
    }

    private static List<Map<String, String>> layers(Path file, String text) {
        List<Map<String, String>> layers = new ArrayList<>();
        Matcher matcher = LAYER.matcher(text);
        while (matcher.find()) {
            Map<String, String> layer = new HashMap<>();
            for (String entry : matcher.group(1).split(";", -1)) {
                String[] words = entry.trim().split("=", 2);
                if (words.length == 2) layer.put(words[0].trim(), words[1].trim());
            }
            layers.add(layer);
        }
        if (layers.isEmpty()) throw new ConvertException(file + ": expected layers, found none");
        return layers;
    }
}
