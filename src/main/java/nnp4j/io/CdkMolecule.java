package nnp4j.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.vecmath.Point3d;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import org.openscience.cdk.config.Isotopes;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IIsotope;

/** A record through CDK: what CDK makes of it must be what the raw text shows, else it is an error. */
final class CdkMolecule {
    /** Texts have at least three decimals; angstrom. */
    private static final double SAME = 1e-3;

    static {
        CdkSilence.keep();
    }

    private CdkMolecule() {}

    /** Reads with CDK. */
    interface Reading<T> {
        T read() throws CDKException, IOException;
    }

    /** Whatever CDK throws becomes an IllegalArgumentException of one line. */
    static <T> T read(Reading<T> reading) {
        T found;
        try {
            found = reading.read();
        } catch (CDKException | IOException | RuntimeException | StackOverflowError e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            String line = why.replaceAll("\\s+", " ").strip();
            throw new IllegalArgumentException(
                    "not readable by CDK: " + (line.length() > 160 ? line.substring(0, 160) + "…" : line), e);
        }
        if (found == null) throw new IllegalArgumentException("CDK finds no molecule in it");
        return found;
    }

    /** The frame of a draft, after comparing it with CDK's molecule: masses of isotopes and bonds are CDK's. */
    static Frame frame(int number, Draft draft, IAtomContainer molecule, Optional<nnp4j.geometry.Cell> cell) {
        draft.atoms().checkApart();
        Geometry raw = draft.atoms().geometry(Optional.empty());
        checkAtoms(raw, molecule);
        setMasses(draft, raw, molecule);
        Frame frame =
                Frame.of(number, draft.atoms().geometry(cell), draft.title()).withProperties(draft.properties());
        return draft.bonds() == null ? frame : frame.withBonds(bonds(draft.bonds(), molecule));
    }

    private static void checkAtoms(Geometry raw, IAtomContainer molecule) {
        if (molecule.getAtomCount() != raw.atomCount())
            throw new IllegalArgumentException(
                    "expected " + raw.atomCount() + " atoms, CDK finds " + molecule.getAtomCount());
        double[] x = raw.toArray();
        for (int k = 0; k < raw.atomCount(); k++) {
            IAtom atom = molecule.getAtom(k);
            Integer z = atom.getAtomicNumber();
            String symbol = Element.symbol(raw.atomicNumber(k));
            if (z == null || z != raw.atomicNumber(k))
                throw new IllegalArgumentException(
                        "atom " + (k + 1) + ": expected " + symbol + ", CDK finds " + atom.getSymbol());
            Point3d p = atom.getPoint3d();
            if (p == null)
                throw new IllegalArgumentException("atom " + (k + 1) + ": CDK finds no 3D coordinates for " + symbol);
            boolean same = Math.abs(p.x - x[3 * k]) <= SAME
                    && Math.abs(p.y - x[3 * k + 1]) <= SAME
                    && Math.abs(p.z - x[3 * k + 2]) <= SAME;
            if (!same)
                throw new IllegalArgumentException("atom " + (k + 1) + ": expected coordinates " + x[3 * k] + " "
                        + x[3 * k + 1] + " " + x[3 * k + 2] + ", CDK finds " + p.x + " " + p.y + " " + p.z);
        }
    }

    private static void setMasses(Draft draft, Geometry raw, IAtomContainer molecule) {
        BitSet named = draft.isotopes();
        for (int k = named.nextSetBit(0); k >= 0; k = named.nextSetBit(k + 1)) {
            Integer massNumber = molecule.getAtom(k).getMassNumber();
            String symbol = Element.symbol(raw.atomicNumber(k));
            if (massNumber == null)
                throw new IllegalArgumentException("atom " + (k + 1) + ": CDK finds no mass number for " + symbol);
            draft.atoms().mass(k, exactMass(k, symbol, massNumber));
        }
    }

    private static double exactMass(int atom, String symbol, int massNumber) {
        IIsotope isotope = read(() -> Optional.ofNullable(Isotopes.getInstance().getIsotope(symbol, massNumber)))
                .orElse(null);
        if (isotope == null || isotope.getExactMass() == null)
            throw new IllegalArgumentException("atom " + (atom + 1) + ": unknown isotope " + massNumber + symbol
                    + " (expected a known mass number)");
        return isotope.getExactMass();
    }

    private static List<Bond> bonds(Set<Bond> expected, IAtomContainer molecule) {
        Set<Bond> found = new HashSet<>();
        List<Bond> bonds = new ArrayList<>();
        for (IBond bond : molecule.bonds()) {
            if (bond.getAtomCount() != 2)
                throw new IllegalArgumentException(
                        "CDK finds a bond of " + bond.getAtomCount() + " atoms (expected 2)");
            int first = bond.getBegin().getIndex();
            int second = bond.getEnd().getIndex();
            Bond ordered = new Bond(Math.min(first, second), Math.max(first, second));
            if (found.add(ordered)) bonds.add(ordered);
        }
        if (!found.equals(expected))
            throw new IllegalArgumentException(
                    "expected " + expected.size() + " bonds, CDK finds " + found.size() + " or other ones");
        return bonds;
    }
}
