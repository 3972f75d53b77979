package nnp4j.features;

import java.util.stream.IntStream;

/** Where the live features of each kind of atom stand in its row: radial ones by kind, angular ones by pair of kinds. */
final class AniLayout {
    private final int kinds;
    /** By kind of the centre and the neighbour: first position, or -1. */
    private final int[] radial;
    /** By kind of the centre and both neighbours. */
    private final int[] angular;

    private final int[][] live;

    AniLayout(AniTables tables, int kinds, int[] atoms, boolean periodic) {
        this.kinds = kinds;
        int[] counts = new int[kinds];
        for (int kind : atoms) counts[kind]++;
        radial = new int[kinds * kinds];
        angular = new int[kinds * kinds * kinds];
        live = new int[kinds][];
        for (int centre = 0; centre < kinds; centre++) {
            int[] others = counts.clone();
            if (!periodic) others[centre]--;
            if (periodic) for (int a = 0; a < kinds; a++) others[a] *= 2; // images of one atom make pairs
            live[centre] = counts[centre] == 0 ? new int[0] : place(tables, centre, others);
        }
    }

    private int[] place(AniTables tables, int centre, int[] others) {
        IntStream.Builder found = IntStream.builder();
        int next = 0;
        int feature = 0;
        for (int a = 0; a < kinds; a++) {
            radial[centre * kinds + a] = others[a] > 0 ? next : -1;
            for (int k = 0; k < tables.radialCount(); k++, feature++) {
                if (others[a] <= 0) continue;
                found.add(feature);
                next++;
            }
        }
        for (int a = 0; a < kinds; a++)
            for (int b = a; b < kinds; b++) {
                boolean there = others[a] > 0 && others[b] > 0 && (a != b || others[a] > 1);
                angular[(centre * kinds + a) * kinds + b] = there ? next : -1;
                angular[(centre * kinds + b) * kinds + a] = there ? next : -1;
                for (int k = 0; k < tables.angularCount(); k++, feature++) {
                    if (!there) continue;
                    found.add(feature);
                    next++;
                }
            }
        return found.build().toArray();
    }

    int radial(int centre, int neighbour) {
        return radial[centre * kinds + neighbour];
    }

    int angular(int centre, int one, int other) {
        return angular[(centre * kinds + one) * kinds + other];
    }

    int count(int centre) {
        return live[centre].length;
    }

    int[] live(int centre) {
        return live[centre].clone();
    }
}
