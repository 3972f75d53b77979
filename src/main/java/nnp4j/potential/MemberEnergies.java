package nnp4j.potential;

import java.util.Arrays;

/** What each network of an ensemble says of the geometries of the last call. One thread only. */
final class MemberEnergies {
    private final AtomicSystem system;
    private final int members;
    private final double zero;
    private int count;
    private double[] totals = {};

    /** Of so many members; the zero, eV, is added to each one's energy. */
    MemberEnergies(AtomicSystem system, int members, double zero) {
        this.zero = zero;
        this.system = system;
        this.members = members;
    }

    /** A call for so many geometries. */
    void begin(int geometries) {
        count = geometries;
        if (totals.length < count * members) totals = new double[count * members];
    }

    /**
     * Sums the atoms' energies of a geometry; gives the mean over members and the zero, eV.
     *
     * @param geometry its place in the call
     * @param atomEnergies eV, of some geometries, as the networks give them
     * @param place the geometry's place among these
     * @param places number of these
     */
    double sum(int geometry, double[] atomEnergies, int place, int places) {
        int first = geometry * members;
        Arrays.fill(totals, first, first + members, 0);
        int at = 0;
        for (int e = 0; e < system.elementCount(); e++) {
            int own = system.atomCount(e);
            for (int m = 0; m < members; m++, at += own * places)
                for (int i = 0; i < own; i++) totals[first + m] += atomEnergies[at + place * own + i];
        }
        return zero + mean(geometry);
    }

    private double mean(int geometry) {
        double sum = 0;
        for (int m = 0; m < members; m++) sum += totals[geometry * members + m];
        return sum / members;
    }

    /** The mean over members of each atom's energy, of one geometry as the networks give it; eV, overwritten. */
    void ofAtoms(double[] atomEnergies, double[] result) {
        int at = 0;
        Arrays.fill(result, 0);
        for (int e = 0; e < system.elementCount(); e++) {
            int own = system.atomCount(e);
            for (int m = 0; m < members; m++)
                for (int i = 0; i < own; i++) result[system.atom(e, i)] += atomEnergies[at++] / members;
        }
    }

    /** The members' energies at a geometry, in a fresh array, eV. */
    double[] of(int geometry) {
        check(geometry);
        double[] each = new double[members];
        for (int m = 0; m < members; m++) each[m] = zero + totals[geometry * members + m];
        return each;
    }

    /** Their sample standard deviation, eV; NaN of one. */
    double spread(int geometry) {
        check(geometry);
        double mean = mean(geometry);
        double squares = 0;
        for (int m = 0; m < members; m++) {
            double off = totals[geometry * members + m] - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / (members - 1));
    }

    private void check(int geometry) {
        if (geometry < 0 || geometry >= count)
            throw new IllegalArgumentException("ensemble: expected one of the " + count
                    + " geometries of the last call, counted from 0, found " + geometry);
    }
}
