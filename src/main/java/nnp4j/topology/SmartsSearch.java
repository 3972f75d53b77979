package nnp4j.topology;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nnp4j.geometry.Bond;
import org.openscience.cdk.AtomRef;
import org.openscience.cdk.BondRef;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.isomorphism.matchers.Expr;
import org.openscience.cdk.isomorphism.matchers.QueryAtom;
import org.openscience.cdk.isomorphism.matchers.QueryBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.Smarts;
import org.openscience.cdk.smarts.SmartsPattern;
import org.openscience.cdk.smarts.SmartsResult;

/** Matches SMARTS by CDK on elements and connectivity, and refuses a pattern that asks for more. */
final class SmartsSearch {
    /** What elements and connectivity decide, counting every hydrogen as an atom and every bond as a single one. */
    private static final Set<Expr.Type> KNOWN = EnumSet.of(
            Expr.Type.TRUE,
            Expr.Type.FALSE,
            Expr.Type.ELEMENT,
            Expr.Type.ALIPHATIC_ELEMENT,
            Expr.Type.DEGREE,
            Expr.Type.TOTAL_DEGREE,
            Expr.Type.HEAVY_DEGREE,
            Expr.Type.TOTAL_H_COUNT,
            Expr.Type.IS_IN_RING,
            Expr.Type.IS_IN_CHAIN,
            Expr.Type.RING_BOND_COUNT,
            Expr.Type.RING_COUNT,
            Expr.Type.RING_SMALLEST,
            Expr.Type.RING_SIZE,
            Expr.Type.IS_HETERO,
            Expr.Type.HAS_HETERO_SUBSTITUENT,
            Expr.Type.HETERO_SUBSTITUENT_COUNT,
            Expr.Type.PERIODIC_GROUP,
            Expr.Type.SINGLE_OR_AROMATIC);

    private static final String NO_REASON = "not a valid SMARTS";

    private SmartsSearch() {}

    static List<int[]> matches(int[] elements, List<Bond> bonds, String smarts) {
        check(smarts);
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        for (int z : elements) molecule.newAtom(z, 0);
        for (Bond bond : bonds)
            molecule.newBond(molecule.getAtom(bond.first()), molecule.getAtom(bond.second()), IBond.Order.SINGLE);
        try {
            Cycles.markRingAtomsAndBonds(
                    molecule); // prepare() would also look for aromaticity, which needs bond orders
            SmartsPattern pattern = SmartsPattern.create(smarts).setPrepare(false);
            return List.of(pattern.matchAll(molecule).uniqueAtoms().toArray());
        } catch (RuntimeException e) {
            throw new TopologyException("SMARTS '" + smarts + "': " + firstLine(e.getMessage()), e);
        }
    }

    private static void check(String smarts) {
        if (smarts.chars().anyMatch(Character::isWhitespace)) // CDK would ignore what follows
        throw new IllegalArgumentException("SMARTS '" + smarts.replaceAll("\\s", " ") + "' contains white space");
        if (smarts.contains(">"))
            throw new IllegalArgumentException("SMARTS '" + smarts + "' asks for a reaction, expected a molecule");
        IAtomContainer query = SilentChemObjectBuilder.getInstance().newAtomContainer();
        SmartsResult result;
        try {
            result = Smarts.parseToResult(query, smarts);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("SMARTS '" + smarts + "': " + firstLine(e.getMessage()), e);
        }
        if (!result.ok())
            throw new IllegalArgumentException("SMARTS '" + smarts + "' at character "
                    + Math.min(result.getPosition(), smarts.length()) + ": " + firstLine(result.getMessage()));
        if (query.isEmpty()) throw new IllegalArgumentException("SMARTS '" + smarts + "' has no atom");
        check(query, smarts);
    }

    private static void check(IAtomContainer query, String smarts) {
        for (IAtom atom : query.atoms()) check(((QueryAtom) AtomRef.deref(atom)).getExpression(), smarts);
        for (IBond bond : query.bonds()) check(((QueryBond) BondRef.deref(bond)).getExpression(), smarts);
    }

    private static void check(Expr expression, String smarts) {
        Expr.Type type = expression.type();
        switch (type) {
            case AND, OR -> {
                check(expression.left(), smarts);
                check(expression.right(), smarts);
            }
            case NOT -> check(expression.left(), smarts);
            case RECURSIVE -> check(expression.subquery(), smarts);
            case ORDER, ALIPHATIC_ORDER -> require(expression.value() == 1, type, smarts);
            default -> require(KNOWN.contains(type), type, smarts);
        }
    }

    private static void require(boolean known, Expr.Type type, String smarts) {
        if (!known)
            throw new IllegalArgumentException("SMARTS '" + smarts + "' asks for "
                    + type.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + "; only elements and connectivity are known (write C or [#6] for carbon, ~ for any bond)");
    }

    private static String firstLine(String message) {
        return message == null ? NO_REASON : message.strip().lines().findFirst().orElse(NO_REASON);
    }
}
