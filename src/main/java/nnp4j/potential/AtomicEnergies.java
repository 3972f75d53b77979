package nnp4j.potential;

import java.util.Map;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * An energy for each element, the sum of which over a molecule's atoms is part of its energy.
 *
 * @param values eV by element symbol; empty where nothing is added
 * @param free whether they are energies of free atoms, so that their sum is the energy of the separated atoms; else they
 *     were fitted
 */
public record AtomicEnergies(Map<String, Double> values, boolean free) {
    /** Nothing is added, nothing is known. */
    public static final AtomicEnergies NONE = new AtomicEnergies(Map.of(), false);

    /**
     * Checks and copies.
     *
     * @param values eV by element symbol; empty where nothing is added
     * @param free whether they are energies of free atoms
     * @throws IllegalArgumentException if a symbol is no element's or an energy is not finite
     */
    public AtomicEnergies {
        values = Map.copyOf(values);
        values.forEach((element, energy) -> {
            if (Element.atomicNumber(element).isEmpty())
                throw new IllegalArgumentException("atomic energies: unknown element \"" + element + "\"");
            Parameters.finite("card", "atomic energy of " + element, energy);
        });
    }

    /**
     * Energies of free atoms.
     *
     * @param values eV by element symbol
     * @return the energies
     */
    public static AtomicEnergies free(Map<String, Double> values) {
        return new AtomicEnergies(values, true);
    }

    /**
     * Energies from a regression on atom counts.
     *
     * @param values eV by element symbol
     * @return the energies
     */
    public static AtomicEnergies fitted(Map<String, Double> values) {
        return new AtomicEnergies(values, false);
    }

    /**
     * The sum over a molecule's atoms.
     *
     * @param molecule any geometry of it
     * @return eV; 0 where there are no energies
     * @throws IllegalArgumentException if an element has none
     */
    public double sum(Geometry molecule) {
        if (values.isEmpty()) return 0;
        double sum = 0;
        for (int i = 0; i < molecule.atomCount(); i++) {
            String symbol = Element.symbol(molecule.atomicNumber(i));
            Double energy = values.get(symbol);
            if (energy == null) throw new IllegalArgumentException("atomic energies: none for " + symbol);
            sum += energy;
        }
        return sum;
    }
}
