package nnp4j.potential;

import java.util.List;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.units.Precision;

/**
 * What a potential is, in words and numbers; it travels inside the potential file.
 *
 * @param name short name
 * @param composition the molecules it serves
 * @param inputs what the networks see
 * @param base analytic pair terms added to the network, each over all pairs of atoms
 * @param energyOffset added to every energy, eV
 * @param atomicEnergies of each element; their sum is added to every energy
 * @param levelOfTheory the quantum chemistry that was learned
 * @param training data, split, seed, method
 * @param validation errors on the data that chose the network
 * @param test errors on data that had no part in fitting or choosing
 * @param ensembleSize number of networks
 * @param precision of the networks' numbers
 * @param licence of the potential
 * @param citation how to cite it
 * @param createdWith program and version that wrote it
 */
public record PotentialCard(
        String name,
        Composition composition,
        Inputs inputs,
        List<PairTerm> base,
        double energyOffset,
        AtomicEnergies atomicEnergies,
        String levelOfTheory,
        Training training,
        Assessment validation,
        Assessment test,
        int ensembleSize,
        Precision precision,
        String licence,
        String citation,
        String createdWith) {
    /** Key of the card in an ONNX model's metadata. */
    public static final String KEY = "nnp4j.card";

    /**
     * Checks that the parts fit together and copies the collections.
     *
     * @param name short name
     * @param composition the molecules it serves
     * @param inputs what the networks see
     * @param base analytic pair terms added to the network, each over all pairs of atoms
     * @param energyOffset added to every energy, eV
     * @param atomicEnergies of each element; their sum is added to every energy
     * @param levelOfTheory the quantum chemistry that was learned
     * @param training data, split, seed, method
     * @param validation errors on the data that chose the network
     * @param test errors on data that had no part in fitting or choosing
     * @param ensembleSize number of networks
     * @param precision of the networks' numbers
     * @param licence of the potential
     * @param citation how to cite it
     * @param createdWith program and version that wrote it
     * @throws IllegalArgumentException if descriptor, atoms, range and atomic energies do not fit one another, an energy
     *     is not finite, or there is no network
     */
    public PotentialCard {
        base = List.copyOf(base);
        int atoms = composition.symbols().size();
        if (inputs instanceof MoleculeInputs molecule
                && composition.oneMolecule()
                && molecule.descriptor().coordinateCount() != 3 * atoms)
            throw new IllegalArgumentException("card: " + atoms + " atoms, but the descriptor takes "
                    + molecule.descriptor().coordinateCount() / 3);
        if (inputs instanceof MoleculeInputs && precision != Precision.DOUBLE)
            throw new IllegalArgumentException("card: expected precision double, found " + precision);
        for (String element : composition.symbols())
            if (!atomicEnergies.values().isEmpty() && !atomicEnergies.values().containsKey(element))
                throw new IllegalArgumentException("card: no atomic energy for " + element);
        Parameters.finite("card", "energy offset", energyOffset);
        if (ensembleSize < 1)
            throw new IllegalArgumentException("card: expected an ensemble of at least 1, found " + ensembleSize);
    }

    /**
     * Energy of a molecule's separated atoms, the zero of relative energies.
     *
     * @param molecule that the potential serves
     * @return eV, or empty where the energies of free atoms are not known
     */
    public OptionalDouble atomsEnergy(Geometry molecule) {
        return atomicEnergies.free() ? OptionalDouble.of(atomicEnergies.sum(molecule)) : OptionalDouble.empty();
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
