package nnp4j.potential;

import java.util.List;
import java.util.Map;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * What a potential is, in words and numbers; it travels inside the potential file.
 *
 * @param name short name
 * @param atoms element symbols in the order in which the molecule's atoms must come
 * @param descriptor coordinates to the network's inputs
 * @param base analytic pair terms added to the network, each over all pairs of atoms
 * @param energyOffset added to every energy, eV
 * @param atomicEnergies energy of a free atom of each element, eV; their sum is added to every energy and is the zero
 *     of relative energies
 * @param levelOfTheory the quantum chemistry that was learned
 * @param training data, split, seed, method
 * @param validation errors on the data that chose the network
 * @param test errors on data that had no part in fitting or choosing
 * @param range features seen in training
 * @param ensembleSize number of networks
 * @param licence of the potential
 * @param citation how to cite it
 * @param createdWith program and version that wrote it
 */
public record PotentialCard(
        String name,
        List<String> atoms,
        Descriptor descriptor,
        List<PairTerm> base,
        double energyOffset,
        Map<String, Double> atomicEnergies,
        String levelOfTheory,
        Training training,
        Accuracy validation,
        Accuracy test,
        FeatureRange range,
        int ensembleSize,
        String licence,
        String citation,
        String createdWith) {
    /** Key of the card in an ONNX model's metadata. */
    public static final String KEY = "nnp4j.card";

    /**
     * Checks that the parts fit together and copies the collections.
     *
     * @param name short name
     * @param atoms element symbols in the order in which the molecule's atoms must come
     * @param descriptor coordinates to the network's inputs
     * @param base analytic pair terms added to the network, each over all pairs of atoms
     * @param energyOffset added to every energy, eV
     * @param atomicEnergies energy of a free atom of each element, eV; their sum is added to every energy and is the zero
     *     of relative energies
     * @param levelOfTheory the quantum chemistry that was learned
     * @param training data, split, seed, method
     * @param validation errors on the data that chose the network
     * @param test errors on data that had no part in fitting or choosing
     * @param range features seen in training
     * @param ensembleSize number of networks
     * @param licence of the potential
     * @param citation how to cite it
     * @param createdWith program and version that wrote it
     * @throws IllegalArgumentException if descriptor, atoms, range and atomic energies do not fit one another, an energy
     *     is not finite, or there is no network
     */
    public PotentialCard {
        atoms = List.copyOf(atoms);
        base = List.copyOf(base);
        atomicEnergies = Map.copyOf(atomicEnergies);
        if (descriptor.coordinateCount() != 3 * atoms.size())
            throw new IllegalArgumentException(
                    "card: " + atoms.size() + " atoms, but the descriptor takes " + descriptor.coordinateCount() / 3);
        if (range.low().size() != descriptor.featureCount())
            throw new IllegalArgumentException("card: feature range of "
                    + range.low().size() + " features, but the descriptor has " + descriptor.featureCount());
        for (String atom : atoms) {
            if (Element.atomicNumber(atom).isEmpty())
                throw new IllegalArgumentException("card: unknown element \"" + atom + "\"");
            if (!atomicEnergies.containsKey(atom))
                throw new IllegalArgumentException("card: no atomic energy for " + atom);
        }
        Parameters.finite("card", "energy offset", energyOffset);
        atomicEnergies.forEach((element, energy) -> Parameters.finite("card", "atomic energy of " + element, energy));
        if (ensembleSize < 1)
            throw new IllegalArgumentException("card: expected an ensemble of at least 1, found " + ensembleSize);
    }

    /**
     * Whether the potential was made for the atoms of a geometry, in their order.
     *
     * @param geometry any geometry
     * @return true if every element agrees
     */
    public boolean fits(Geometry geometry) {
        if (geometry.atomCount() != atoms.size()) return false;
        for (int i = 0; i < atoms.size(); i++)
            if (!Element.symbol(geometry.atomicNumber(i)).equals(atoms.get(i))) return false;
        return true;
    }

    /**
     * Energy of the separated atoms, the zero of relative energies.
     *
     * @return eV
     */
    public double atomsEnergy() {
        double sum = 0;
        for (String atom : atoms) sum += atomicEnergies.get(atom);
        return sum;
    }

    /**
     * Composition in Hill order.
     *
     * @return for example {@code "H2"}
     */
    public String formula() {
        int[] numbers = atoms.stream()
                .mapToInt(a -> Element.atomicNumber(a).orElseThrow())
                .toArray();
        return Geometry.of(numbers, new double[3 * numbers.length]).formula();
    }

    /**
     * Reads a card.
     *
     * @param json text of the card
     * @return the card
     * @throws PotentialException if a key is missing, unknown or of the wrong type, the format version is not 1, or the
     *     parts do not fit together
     */
    public static PotentialCard parse(String json) {
        try {
            return CardJson.read(json);
        } catch (IllegalArgumentException e) {
            throw new PotentialException(e.getMessage(), e);
        }
    }

    /**
     * The card as text.
     *
     * @return JSON, indented
     */
    public String toJson() {
        return CardJson.write(this);
    }
}
