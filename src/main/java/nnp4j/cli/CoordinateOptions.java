package nnp4j.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.Frame;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanValues;
import picocli.CommandLine.Option;

/** Which bonds, angles or dihedrals are scanned, one or two of them, and through which values. */
final class CoordinateOptions {
    /** A coordinate with a range of its own. */
    private static final Pattern RANGE = Pattern.compile("(.+)=([^=:]+):([^=:]+):(\\d{1,9})");

    @Option(
            names = "--bond",
            paramLabel = "I-J[=FROM:TO:POINTS]",
            description =
                    "Bond to scan: two atoms counted from 1, or a SMARTS pattern that matches one pair, such as \"[H][H]\"."
                            + " The fragment behind J moves. Default for a diatomic. Two coordinates, of any kind, make a"
                            + " two-dimensional scan; each then has its range behind it.")
    private List<String> bonds = List.of();

    @Option(
            names = "--angle",
            paramLabel = "I-J-K[=FROM:TO:POINTS]",
            description = "Angle to scan; the fragment behind K moves.")
    private List<String> angles = List.of();

    @Option(
            names = "--dihedral",
            paramLabel = "I-J-K-L[=FROM:TO:POINTS]",
            description = "Dihedral to scan; the fragment behind K turns.")
    private List<String> dihedrals = List.of();

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

    /** A coordinate as it was asked for. */
    private record Asked(String option, String text, Kind kind) {}

    /** One or two coordinates, in the order of the command line, and their values. */
    List<ScanAxis> axes(Frame frame, List<String> arguments) {
        List<Asked> asked = new ArrayList<>();
        bonds.forEach(text -> asked.add(new Asked("--bond", text, Kind.BOND)));
        angles.forEach(text -> asked.add(new Asked("--angle", text, Kind.ANGLE)));
        dihedrals.forEach(text -> asked.add(new Asked("--dihedral", text, Kind.DIHEDRAL)));
        asked.sort(Comparator.comparingInt(a -> place(a, arguments)));
        Geometry geometry = frame.geometry();
        if (asked.size() > 2)
            throw new UsageError("expected one or two of --bond, --angle, --dihedral, found " + asked.size());
        if (asked.isEmpty() && geometry.atomCount() != 2)
            throw new UsageError("expected --bond I-J, --angle I-J-K or --dihedral I-J-K-L for " + geometry.formula());
        if (asked.isEmpty()) asked.add(new Asked("--bond", "1-2", Kind.BOND));
        return asked.stream().map(a -> axis(a, frame, asked.size() == 1)).toList();
    }

    /** Where it stands on the command line. */
    private static int place(Asked asked, List<String> arguments) {
        for (int k = 0; k < arguments.size(); k++)
            if (arguments.get(k).equals(asked.text) || arguments.get(k).equals(asked.option + "=" + asked.text))
                return k;
        return arguments.size();
    }

    private ScanAxis axis(Asked asked, Frame frame, boolean single) {
        Matcher range = RANGE.matcher(asked.text);
        boolean own = range.matches();
        String atoms = own ? range.group(1) : asked.text;
        ScanCoordinate coordinate = coordinate(AtomWords.coordinate(asked.option, atoms, asked.kind, frame), frame);
        if (!own && !single)
            throw new UsageError(asked.option + " " + asked.text
                    + ": expected a range behind each of two coordinates, such as " + atoms + "="
                    + (asked.kind == Kind.BOND ? "0.8:1.6:17" : "60:180:13"));
        if (!own) return new ScanAxis(coordinate, values(coordinate, frame.geometry()));
        if (from != null || to != null || points != null || step != null || values != null)
            throw new UsageError(asked.option + " " + asked.text
                    + ": expected no --from, --to, --points, --step or --values beside its own range");
        return new ScanAxis(
                coordinate,
                ScanValues.points(
                        asked.kind,
                        number(asked, range.group(2)),
                        number(asked, range.group(3)),
                        Integer.parseInt(range.group(4))));
    }

    private static double number(Asked asked, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new UsageError(asked.option + " " + asked.text + ": expected a number, found \"" + word + "\"");
        }
    }

    /** The coordinate and the atoms that move with it. */
    private static ScanCoordinate coordinate(int[] atoms, Frame frame) {
        InternalCoordinate coordinate = InternalCoordinate.of(atoms);
        if (frame.geometry().atomCount() == 2) return ScanCoordinate.of(coordinate, atoms[1]);
        boolean turns = coordinate.kind() == Kind.DIHEDRAL;
        int behind = turns ? atoms[2] : atoms[atoms.length - 1];
        int anchor = turns ? atoms[1] : atoms[atoms.length - 2];
        int[] moving = AtomWords.topology(frame).side(behind, anchor);
        return ScanCoordinate.of(
                coordinate,
                turns ? Arrays.stream(moving).filter(a -> a != behind).toArray() : moving);
    }

    /** The values: as given, or sensible ones for a diatomic's bond and for a full turn. */
    private ScanValues values(ScanCoordinate coordinate, Geometry geometry) {
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
