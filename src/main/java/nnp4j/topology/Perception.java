package nnp4j.topology;

import java.util.ArrayList;
import java.util.List;
import javax.vecmath.Point3d;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import org.openscience.cdk.config.AtomTypeFactory;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.NoSuchAtomTypeException;
import org.openscience.cdk.graph.rebond.RebondTool;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomType;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Bonds from distances, by CDK's RebondTool with the covalent radii of its Jmol atom types. */
final class Perception {
    /** Angstrom by which a bond may exceed the sum of the covalent radii. */
    private static final double TOLERANCE = 0.5;

    /** Angstrom; closer atoms are not bonded. */
    private static final double SHORTEST = 0.5;

    private static final String RADII = "org/openscience/cdk/config/data/jmol_atomtypes.txt";

    private Perception() {}

    static List<Bond> bonds(Geometry geometry) {
        double[] x = geometry.toArray();
        AtomTypeFactory types = AtomTypeFactory.getInstance(RADII, SilentChemObjectBuilder.getInstance());
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        double largest = 0;
        for (int i = 0; i < geometry.atomCount(); i++) {
            IAtom atom = molecule.newAtom(geometry.atomicNumber(i), 0);
            atom.setPoint3d(new Point3d(x[3 * i], x[3 * i + 1], x[3 * i + 2]));
            atom.setCovalentRadius(radius(types, geometry, i));
            largest = Math.max(largest, atom.getCovalentRadius());
        }
        try {
            new RebondTool(largest, SHORTEST, TOLERANCE).rebond(molecule);
        } catch (CDKException e) {
            throw new TopologyException("bonds of " + geometry.formula() + ": " + e.getMessage(), e);
        }
        List<Bond> bonds = new ArrayList<>();
        for (IBond bond : molecule.bonds())
            bonds.add(new Bond(bond.getBegin().getIndex(), bond.getEnd().getIndex()));
        return bonds;
    }

    private static double radius(AtomTypeFactory types, Geometry geometry, int atom) {
        String symbol = Element.symbol(geometry.atomicNumber(atom));
        try {
            IAtomType type = types.getAtomType(symbol);
            if (type.getCovalentRadius() != null && type.getCovalentRadius() > 0) return type.getCovalentRadius();
        } catch (NoSuchAtomTypeException e) {
            throw noRadius(symbol, atom, e);
        }
        throw noRadius(symbol, atom, null);
    }

    private static IllegalArgumentException noRadius(String symbol, int atom, Exception cause) {
        return new IllegalArgumentException(
                "no covalent radius is known for " + symbol + " (atom " + (atom + 1) + "); give the bonds explicitly",
                cause);
    }
}
