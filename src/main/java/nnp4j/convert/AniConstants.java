package nnp4j.convert;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nnp4j.features.AniParameters;
import nnp4j.geometry.Element;

/**
 * The constants of an ANI model from its .params file. Lists are rounded to single precision, as every program does that
 * published energies of these models: with the decimal text energies change by up to 1.5e-7 hartree. The cutoffs are not.
 */
record AniConstants(List<String> elements, AniParameters parameters) {
    static AniConstants read(Path file) {
        Map<String, String> values = new HashMap<>();
        for (String line : AniImport.lines(file)) {
            String[] words = line.split("=", 2);
            if (words.length != 2) throw new ConvertException(file + ": expected KEY = VALUE, found \"" + line + "\"");
            if (values.put(words[0].trim(), words[1].trim()) != null)
                throw new ConvertException(file + ": " + words[0].trim() + " comes twice");
        }
        try {
            List<String> elements = words(file, values, "Atyp");
            for (String element : elements)
                if (Element.atomicNumber(element).isEmpty())
                    throw new ConvertException(file + ": Atyp: unknown element \"" + element + "\"");
            return new AniConstants(
                    elements,
                    new AniParameters(
                            Double.parseDouble(text(file, values, "Rcr")),
                            one(file, values, "EtaR"),
                            list(file, values, "ShfR"),
                            Double.parseDouble(text(file, values, "Rca")),
                            one(file, values, "EtaA"),
                            list(file, values, "ShfA"),
                            one(file, values, "Zeta"),
                            list(file, values, "ShfZ")));
        } catch (NumberFormatException e) {
            throw new ConvertException(file + ": expected a number, found " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ConvertException(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file, Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) throw new ConvertException(file + ": expected " + key + ", found none");
        return value;
    }

    private static List<String> words(Path file, Map<String, String> values, String key) {
        String value = text(file, values, key);
        if (!value.startsWith("[") || !value.endsWith("]"))
            throw new ConvertException(file + ": " + key + ": expected [a,b,...], found \"" + value + "\"");
        return Arrays.stream(value.substring(1, value.length() - 1).split(",", -1))
                .map(String::trim)
                .toList();
    }

    private static List<Double> list(Path file, Map<String, String> values, String key) {
        return words(file, values, key).stream()
                .map(word -> (double) (float) Double.parseDouble(word))
                .toList();
    }

    private static double one(Path file, Map<String, String> values, String key) {
        List<Double> list = list(file, values, key);
        if (list.size() != 1)
            throw new ConvertException(file + ": " + key + ": expected one value, found " + list.size());
        return list.get(0);
    }
}
