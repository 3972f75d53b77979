package nnp4j.cli;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.Frame;
import nnp4j.topology.Topology;

/** Atoms and coordinates as people name them: numbers from 1, or SMARTS patterns. */
final class AtomWords {
    private AtomWords() {}

    static Topology topology(Frame frame) {
        return frame.bonds().isPresent()
                ? Topology.of(frame.geometry(), frame.bonds().get())
                : Topology.of(frame.geometry());
    }

    /** The atoms of a coordinate, indices from 0: "1-2", or a pattern that matches once. */
    static int[] coordinate(String option, String text, Kind kind, Frame frame) {
        int count = kind.atomCount();
        if (isNumbers(text)) {
            int found = text.split("-", -1).length;
            if (found != count)
                throw new UsageError(option + " " + text + ": expected " + count + " atoms, found " + found);
            return numbers(option, text, frame);
        }
        List<int[]> matches = topology(frame).match(text);
        if (matches.size() == 1 && matches.get(0).length == count) return matches.get(0);
        if (matches.isEmpty()) throw new UsageError(option + " \"" + text + "\": matches nothing in the molecule");
        if (matches.get(0).length != count)
            throw new UsageError(option + " \"" + text + "\": expected a pattern of " + count + " atoms, found "
                    + matches.get(0).length);
        throw new UsageError(option + " \"" + text + "\": expected one match, found "
                + matches.stream().limit(6).map(AtomWords::label).collect(Collectors.joining(", "))
                + (matches.size() > 6 ? ", …" : "") + "; name the atoms");
    }

    /** A bond, angle or dihedral by two, three or four numbers. */
    static InternalCoordinate anyCoordinate(String option, String text, Frame frame) {
        if (!isNumbers(text) || text.split("-", -1).length < 2 || text.split("-", -1).length > 4)
            throw new UsageError(option + " " + text + ": expected I-J, I-J-K or I-J-K-L, atoms counted from 1");
        return InternalCoordinate.of(numbers(option, text, frame));
    }

    private static boolean isNumbers(String text) {
        return text.matches("\\d{1,8}(-\\d{1,8})*");
    }

    private static int[] numbers(String option, String text, Frame frame) {
        int[] atoms = Arrays.stream(text.split("-", -1))
                .mapToInt(w -> Integer.parseInt(w) - 1)
                .toArray();
        for (int atom : atoms) check(option, text, atom, frame);
        return atoms;
    }

    private static void check(String option, String text, int atom, Frame frame) {
        if (atom < 0 || atom >= frame.geometry().atomCount())
            throw new UsageError(option + " " + text + ": expected atoms from 1 to "
                    + frame.geometry().atomCount() + ", found " + (atom + 1));
    }

    /** A set of atoms, indices from 0: "1,4-6". */
    static int[] set(String option, String text, Frame frame) {
        TreeSet<Integer> atoms = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            if (!part.matches("\\d{1,8}(-\\d{1,8})?"))
                throw new UsageError(option + " " + text + ": expected atoms such as 1,4-6, found \"" + part + "\"");
            int[] ends = Arrays.stream(part.split("-", -1))
                    .mapToInt(w -> Integer.parseInt(w) - 1)
                    .toArray();
            for (int end : ends) check(option, text, end, frame);
            IntStream.rangeClosed(ends[0], ends[ends.length - 1]).forEach(atoms::add);
        }
        return atoms.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String label(int[] atoms) {
        return IntStream.of(atoms).mapToObj(a -> Integer.toString(a + 1)).collect(Collectors.joining("-"));
    }
}
