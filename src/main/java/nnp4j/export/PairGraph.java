package nnp4j.export;

import java.util.stream.IntStream;

/** Distances between listed pairs of atoms, and analytic terms of them. */
final class PairGraph {
    private PairGraph() {}

    /** Distances of pairs, [pairs], from coordinates [atoms, 3]; the pairs' atoms stand one after the other. */
    static String distances(Maths m, String coordinates, int[] pairs) {
        int count = pairs.length / 2;
        long[] first = IntStream.range(0, count).mapToLong(k -> pairs[2 * k]).toArray();
        long[] second =
                IntStream.range(0, count).mapToLong(k -> pairs[2 * k + 1]).toArray();
        String d = m.sub(m.take(coordinates, 0, first), m.take(coordinates, 0, second));
        return m.sqrt(m.sum(m.square(d), 1));
    }

    static int[] all(int atoms) {
        return IntStream.range(0, atoms)
                .flatMap(i -> IntStream.range(i + 1, atoms).flatMap(j -> IntStream.of(i, j)))
                .toArray();
    }
}
