package nnp4j.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.Frame;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanValues;
import nnp4j.topology.Topology;
import picocli.CommandLine.Option;

/** Which bond, angle or dihedral is scanned, and through which values. */
final class CoordinateOptions {
    @Option(
            names = "--bond",
            paramLabel = "I-J",
            description =
                    "Bond to scan: two atoms counted from 1, or a SMARTS pattern that matches one pair, such as \"[H][H]\"."
                            + " The fragment behind J moves. Default for a diatomic.")
    private String bond;

    @Option(names = "--angle", paramLabel = "I-J-K", description = "Angle to scan; the fragment behind K moves.")
    private String angle;

    @Option(
            names = "--dihedral",
            paramLabel = "I-J-K-L",
            description = "Dihedral to scan; the fragment behind K turns.")
    private String dihedral;

    @Option(names = "--from", paramLabel = "X", description = "First value, angstrom or degree.")
    private Double from;

    @Option(names = "--to", paramLabel = "X", description = "Last value, angstrom or degree.")
    private Double to;

    @Option(names = "--points", paramLabel = "N", description = "Number of values (default: 113).")
    private Integer points;

    @Option(names = "--step", paramLabel = "DX", description = "Distance between values, in place of --points.")
    private Double step;

    @Option(
            names = "--values",
            paramLabel = "X,...",
            split = ",",
            description = "The values themselves, in place of --from, --to and --points.")
    private List<Double> values;

    /** The coordinate and the atoms that move with it. */
    ScanCoordinate coordinate(Frame frame) {
        Geometry geometry = frame.geometry();
        long given = List.of(given(bond), given(angle), given(dihedral)).stream()
                .filter(g -> g)
                .count();
        if (given > 1) throw new UsageError("expected one of --bond, --angle, --dihedral, found " + given);
        if (given == 0 && geometry.atomCount() != 2)
            throw new UsageError("expected --bond I-J, --angle I-J-K or --dihedral I-J-K-L for " + geometry.formula());
        int[] atoms = {0, 1};
        if (bond != null) atoms = atoms("--bond", bond, Kind.BOND, frame);
        if (angle != null) atoms = atoms("--angle", angle, Kind.ANGLE, frame);
        if (dihedral != null) atoms = atoms("--dihedral", dihedral, Kind.DIHEDRAL, frame);
        InternalCoordinate coordinate = InternalCoordinate.of(atoms);
        if (geometry.atomCount() == 2) return ScanCoordinate.of(coordinate, atoms[1]);
        int behind = coordinate.kind() == Kind.DIHEDRAL ? atoms[2] : atoms[atoms.length - 1];
        int anchor = coordinate.kind() == Kind.DIHEDRAL ? atoms[1] : atoms[atoms.length - 2];
        int[] moving = topology(frame).side(behind, anchor);
        return ScanCoordinate.of(
                coordinate,
                coordinate.kind() == Kind.DIHEDRAL
                        ? Arrays.stream(moving).filter(a -> a != behind).toArray()
                        : moving);
    }

    private static boolean given(String option) {
        return option != null;
    }

    private static Topology topology(Frame frame) {
        return frame.bonds().isPresent()
                ? Topology.of(frame.geometry(), frame.bonds().get())
                : Topology.of(frame.geometry());
    }

    private static int[] atoms(String option, String text, Kind kind, Frame frame) {
        int count = kind.atomCount();
        if (text.matches("\\d{1,8}(-\\d{1,8})*")) {
            int[] atoms = Arrays.stream(text.split("-", -1))
                    .mapToInt(w -> Integer.parseInt(w) - 1)
                    .toArray();
            if (atoms.length != count)
                throw new UsageError(option + " " + text + ": expected " + count + " atoms, found " + atoms.length);
            for (int atom : atoms)
                if (atom < 0 || atom >= frame.geometry().atomCount())
                    throw new UsageError(option + " " + text + ": expected atoms from 1 to "
                            + frame.geometry().atomCount() + ", found " + (atom + 1));
            return atoms;
        }
        List<int[]> matches = topology(frame).match(text);
        if (matches.size() == 1 && matches.get(0).length == count) return matches.get(0);
        if (matches.isEmpty()) throw new UsageError(option + " \"" + text + "\": matches nothing in the molecule");
        if (matches.get(0).length != count)
            throw new UsageError(option + " \"" + text + "\": expected a pattern of " + count + " atoms, found "
                    + matches.get(0).length);
        throw new UsageError(option + " \"" + text + "\": expected one match, found "
                + matches.stream().limit(6).map(CoordinateOptions::label).collect(Collectors.joining(", "))
                + (matches.size() > 6 ? ", …" : "") + "; name the atoms");
    }

    private static String label(int[] atoms) {
        return IntStream.of(atoms).mapToObj(a -> Integer.toString(a + 1)).collect(Collectors.joining("-"));
    }

    /** The values: as given, or sensible ones for a diatomic's bond and for a full turn. */
    ScanValues values(ScanCoordinate coordinate, Geometry geometry) {
        Kind kind = coordinate.coordinate().kind();
        if (values != null) {
            if (from != null || to != null || points != null || step != null)
                throw new UsageError("--values: expected no --from, --to, --points or --step beside it");
            return ScanValues.list(
                    kind, values.stream().mapToDouble(Double::doubleValue).toArray());
        }
        if (points != null && step != null) throw new UsageError("expected --points or --step, found both");
        double first = from != null ? from : defaultFrom(kind, geometry);
        double last = to != null ? to : defaultTo(kind, geometry);
        if (step != null) return ScanValues.step(kind, first, last, step);
        return ScanValues.points(kind, first, last, points != null ? points : kind == Kind.DIHEDRAL ? 73 : 113);
    }

    private static double defaultFrom(Kind kind, Geometry geometry) {
        if (kind == Kind.DIHEDRAL) return -180;
        if (kind == Kind.BOND && geometry.atomCount() == 2) return Math.round(5.5 * geometry.distance(0, 1)) / 10.0;
        throw new UsageError("expected --from X and --to X, or --values");
    }

    private static double defaultTo(Kind kind, Geometry geometry) {
        if (kind == Kind.DIHEDRAL) return 180;
        if (kind == Kind.BOND && geometry.atomCount() == 2) return Math.max(1, Math.round(8 * geometry.distance(0, 1)));
        throw new UsageError("expected --to X");
    }
}
