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
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObjectBuilder;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Bonds from distances, by the CDK. */
final class PerceivedBonds {
    private static final String RADII = "org/openscience/cdk/config/data/jmol_atomtypes.txt";
    /** Largest covalent radius looked for, angstrom. */
    private static final double LARGEST_RADIUS = 2.0;
    /** Atoms closer than this are not bonded, angstrom. */
    private static final double SHORTEST_BOND = 0.5;
    /** How much longer than the sum of the radii a bond may be, angstrom. */
    private static final double TOLERANCE = 0.5;

    private PerceivedBonds() {}

    static List<Bond> of(Geometry geometry) {
        IChemObjectBuilder builder = SilentChemObjectBuilder.getInstance();
        AtomTypeFactory radii = AtomTypeFactory.getInstance(RADII, builder);
        IAtomContainer molecule = builder.newAtomContainer();
        double[] x = geometry.toArray();
        for (int i = 0; i < geometry.atomCount(); i++) {
            IAtom atom = molecule.newAtom(geometry.atomicNumber(i), 0);
            atom.setPoint3d(new Point3d(x[3 * i], x[3 * i + 1], x[3 * i + 2]));
            atom.setCovalentRadius(radius(radii, geometry.atomicNumber(i), i));
        }
        try {
            new RebondTool(LARGEST_RADIUS, SHORTEST_BOND, TOLERANCE).rebond(molecule);
        } catch (CDKException e) {
            throw new IllegalArgumentException(
                    "no bonds perceived in " + geometry.formula() + ": " + e.getMessage(), e);
        }
        List<Bond> bonds = new ArrayList<>();
        for (IBond bond : molecule.bonds())
            bonds.add(new Bond(bond.getBegin().getIndex(), bond.getEnd().getIndex()));
        return bonds;
    }

    private static double radius(AtomTypeFactory radii, int atomicNumber, int atom) {
        String symbol = Element.symbol(atomicNumber);
        Double radius = null;
        try {
            radius = radii.getAtomType(symbol).getCovalentRadius();
        } catch (NoSuchAtomTypeException e) {
            // told below
        }
        if (radius == null || !(radius > 0))
            throw new IllegalArgumentException("atom " + (atom + 1) + ": the covalent radius of " + symbol
                    + " is not known, expected the bonds to be given");
        return radius;
    }
}
