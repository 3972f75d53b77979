package nnp4j.topology;

import java.util.List;
import nnp4j.geometry.Bond;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.SmartsPattern;

/** SMARTS matching, by the CDK, on a molecule whose bonds are all single and whose hydrogens are all atoms. */
final class SmartsMatch {
    private SmartsMatch() {}

    static List<int[]> of(String smarts, int[] atomicNumbers, List<Bond> bonds) {
        SmartsPattern pattern = parse(smarts);
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int atomicNumber : atomicNumbers) molecule.newAtom(atomicNumber, 0);
        for (Bond bond : bonds)
            molecule.newBond(molecule.getAtom(bond.first()), molecule.getAtom(bond.second()), IBond.Order.SINGLE);
        return List.of(pattern.matchAll(molecule).uniqueAtoms().toArray()); // its iterator reuses one array
    }

    private static SmartsPattern parse(String smarts) {
        if (smarts.isBlank()) throw new IllegalArgumentException("SMARTS is empty, expected a pattern such as [H][O]");
        try {
            return SmartsPattern.create(smarts);
        } catch (RuntimeException e) { // an open [ is a StringIndexOutOfBoundsException
            String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
            throw new IllegalArgumentException("SMARTS \"" + smarts + "\": " + reason, e);
        }
    }
}
