package nnp4j.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.AtomicOnnx;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.Composition;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.Training;
import nnp4j.units.Precision;

/**
 * A potential read from the files of another program.
 *
 * @param elements symbols of the elements that it serves
 * @param inputs what its networks see
 * @param networks energy of an atom, eV
 * @param atomicEnergies added for each atom
 * @param publication what is known of it
 */
public record ImportedPotential(
        List<String> elements,
        AtomInputs inputs,
        AtomicNetworks networks,
        AtomicEnergies atomicEnergies,
        Publication publication) {
    /**
     * Copies the list.
     *
     * @param elements symbols of the elements that it serves
     * @param inputs what its networks see
     * @param networks energy of an atom, eV
     * @param atomicEnergies added for each atom
     * @param publication what is known of it
     */
    public ImportedPotential {
        elements = List.copyOf(elements);
    }

    /**
     * How a potential was published.
     *
     * @param name short name
     * @param levelOfTheory the quantum chemistry that was learned
     * @param licence of the potential
     * @param citation how to cite it
     */
    public record Publication(String name, String levelOfTheory, String licence, String citation) {
        private static final String UNKNOWN = "not stated";

        /**
         * What is not known.
         *
         * @param name short name
         * @return a publication that states nothing else
         */
        public static Publication unknown(String name) {
            return new Publication(name, UNKNOWN, UNKNOWN, UNKNOWN);
        }
    }

    /**
     * The same with another publication.
     *
     * @param other what is known of it
     * @return the potential
     */
    public ImportedPotential published(Publication other) {
        return new ImportedPotential(elements, inputs, networks, atomicEnergies, other);
    }

    /**
     * The potential file.
     *
     * @param origin where it was read, for the card
     * @param sha256 digest of what was read, lower-case hexadecimal
     * @param precision of the networks' numbers
     * @param program that writes it, with its version
     * @return bytes of an ONNX file with a card
     */
    public byte[] model(String origin, String sha256, Precision precision, String program) {
        PotentialCard card = new PotentialCard(
                publication.name(),
                Composition.anyOf(elements),
                inputs,
                List.of(),
                0,
                atomicEnergies,
                publication.levelOfTheory(),
                new Training("as published; " + origin, 0, sha256, "as published", "as published", 0),
                Assessment.NONE,
                Assessment.NONE,
                networks.memberCount(),
                precision,
                publication.licence(),
                publication.citation(),
                program);
        Map<String, String> metadata = new HashMap<>();
        metadata.put(PotentialCard.KEY, card.toJson());
        return AtomicOnnx.model(networks, precision, metadata);
    }
}
