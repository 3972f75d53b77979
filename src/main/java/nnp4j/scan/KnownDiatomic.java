package nnp4j.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An exact or measured constant of a diatomic molecule. Sources stand in the table that ships with the library.
 *
 * @param quantity name with unit, for example {@code omega_e_per_cm}
 * @param value in the unit that the name says
 * @param kind {@code exact} or {@code experiment}
 */
public record KnownDiatomic(String quantity, double value, String kind) {
    /**
     * What is known of a molecule of the most abundant isotopes.
     *
     * @param formula for example {@code "H2"}
     * @return the constants, none for an unknown molecule
     */
    public static List<KnownDiatomic> of(String formula) {
        List<KnownDiatomic> known = new ArrayList<>();
        try (InputStream in = KnownDiatomic.class.getResourceAsStream("diatomics.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(",", -1);
                if (words[0].equals(formula))
                    known.add(new KnownDiatomic(words[1], Double.parseDouble(words[2]), words[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
