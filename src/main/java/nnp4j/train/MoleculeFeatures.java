package nnp4j.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;

/** Features of molecules by the names that training knows. */
public final class MoleculeFeatures {
    private final FeatureChoice choice;

    private MoleculeFeatures(FeatureChoice choice) {
        this.choice = choice;
    }

    /**
     * Reads a choice.
     *
     * @param text a name, perhaps with parameters, for example {@code coulomb-matrix:order=sorted}
     * @return the choice
     * @throws IllegalArgumentException if there is no such name or parameter; the message lists them
     */
    public static MoleculeFeatures parse(String text) {
        return new MoleculeFeatures(FeatureChoice.parse(text));
    }

    /**
     * The descriptor of a molecule.
     *
     * @param molecule any geometry of it
     * @return its descriptor
     */
    public Descriptor of(Geometry molecule) {
        Frame frame = Frame.of(molecule).withEnergy(OptionalDouble.of(0), Optional.empty());
        return choice.descriptor(DataSet.of(List.of(frame)), SymmetryChoice.parse("none"));
    }

    /**
     * Whether features belong to one molecule, its atoms in one order.
     *
     * @return false if other molecules have features of the same meaning
     */
    public boolean servesOneMolecule() {
        return choice.servesOneMolecule();
    }
}
