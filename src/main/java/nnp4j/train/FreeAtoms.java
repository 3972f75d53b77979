package nnp4j.train;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nnp4j.geometry.Element;
import nnp4j.units.EnergyUnit;

/** Energies of free atoms in words: {@code H=-0.5hartree,C=-1029.9eV}, or {@code fit}. */
final class FreeAtoms {
    private static final Pattern WORD =
            Pattern.compile("([A-Z][a-z]?)=([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-z].*)");

    private FreeAtoms() {}

    /** eV by element symbol; empty for fit. */
    static Optional<Map<String, Double>> parse(String text) {
        if (text.equals("fit")) return Optional.empty();
        Map<String, Double> energies = new TreeMap<>();
        for (String word : text.split(",", -1)) {
            Matcher matcher = WORD.matcher(word.strip());
            if (!matcher.matches() || Element.atomicNumber(matcher.group(1)).isEmpty())
                throw new IllegalArgumentException(
                        "expected fit, or ELEMENT=ENERGY with a unit such as H=-0.5hartree, found \"" + word + "\"");
            double energy = Double.parseDouble(matcher.group(2))
                    * EnergyUnit.of(matcher.group(3)).ev();
            if (energies.put(matcher.group(1), energy) != null)
                throw new IllegalArgumentException(matcher.group(1) + " comes twice");
        }
        return Optional.of(energies);
    }

    /** Which of a molecule's elements have none. */
    static void check(Map<String, Double> energies, int[] elements) {
        for (int z : elements)
            if (!energies.containsKey(Element.symbol(z)))
                throw new TrainingException("atomic-energies: expected one for each of "
                        + Arrays.stream(elements).mapToObj(Element::symbol).toList() + ", found none for "
                        + Element.symbol(z));
    }
}
