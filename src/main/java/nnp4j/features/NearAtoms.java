package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Neighborhood;

/** The neighbours of one atom within the angular cutoff of an ANI environment, with what each brings to a triple. One thread only. */
final class NearAtoms {
    /** Below this product of distances (angstrom squared) the published models hold it constant. */
    private static final double LEAST_PRODUCT = 1e-10;

    private final AniTables tables;
    int count;
    /** Positions in the neighbourhood. */
    private int[] places = new int[16];

    int[] kinds = new int[16];
    double[] distances = new double[16];
    private double[] inverses = new double[16];
    double[] cutoffs = new double[16];
    /** df/dr. */
    double[] cutoffSlopes = new double[16];
    /** dr/dt along a direction. */
    double[] speeds = new double[16];

    private double[] vectors = new double[3 * 16];
    private double[] velocities = new double[3 * 16];
    /** exp(eta (r - m)(s - m) - eta (s - m)^2/2), one a shift. */
    double[] factors;
    /** Distances from the middle of the shifts. */
    private double[] offsets = new double[16];

    private double[] scratch = new double[2 * 16];
    /** Of each pair j > k, at j (j - 1)/2 + k: the Gaussian of the mean distance about the middle of the shifts. */
    double[] means = new double[120];
    /** Cosine of the angle of each pair, the table's variable, and the derivative of that by the cosine. */
    double[] cosines = new double[120];

    double[] tangents = new double[120];
    double[] tangentRates = new double[120];

    NearAtoms(AniTables tables) {
        this.tables = tables;
        this.factors = new double[16 * tables.shifts.length];
    }

    void gather(Neighborhood around, int[] kindOf) {
        count = 0;
        for (int j = 0; j < around.count(); j++) {
            double r = around.distances()[j];
            if (r > tables.angularCutoff) continue;
            if (count == places.length) grow();
            places[count] = j;
            kinds[count] = kindOf[around.atoms()[j]];
            distances[count] = r;
            inverses[count] = 1 / r;
            offsets[count] = r - tables.middle;
            System.arraycopy(around.displacements(), 3 * j, vectors, 3 * count, 3);
            count++;
        }
        CosineCutoff.evaluate(count, distances, tables.angularCutoff, cutoffs, cutoffSlopes);
        tables.angularFactors.evaluate(count, offsets, scratch, factors);
        fillPairs();
    }

    private void fillPairs() {
        int next = 0;
        for (int j = 0; j < count; j++)
            for (int k = 0; k < j; k++, next++) {
                double u = 0.5 * (distances[j] + distances[k]) - tables.middle;
                means[next] = -tables.angularEta * u * u;
                cosines[next] = cosine(j, k);
            }
        FastExponential.replace(next, means);
        AngularTable.tangents(next, cosines, AniTables.COSINE_FACTOR, tangents, tangentRates);
    }

    private void grow() {
        int room = 2 * count;
        places = Arrays.copyOf(places, room);
        kinds = Arrays.copyOf(kinds, room);
        distances = Arrays.copyOf(distances, room);
        inverses = Arrays.copyOf(inverses, room);
        cutoffs = new double[room];
        cutoffSlopes = new double[room];
        speeds = Arrays.copyOf(speeds, room);
        vectors = Arrays.copyOf(vectors, 3 * room);
        velocities = Arrays.copyOf(velocities, 3 * room);
        factors = new double[room * tables.shifts.length];
        offsets = Arrays.copyOf(offsets, room);
        scratch = new double[2 * room];
        int pairs = room * (room - 1) / 2;
        means = new double[pairs];
        cosines = new double[pairs];
        tangents = new double[pairs];
        tangentRates = new double[pairs];
    }

    private double cosine(int j, int k) {
        double dot = vectors[3 * j] * vectors[3 * k]
                + vectors[3 * j + 1] * vectors[3 * k + 1]
                + vectors[3 * j + 2] * vectors[3 * k + 2];
        boolean apart = distances[j] * distances[k] > LEAST_PRODUCT;
        double cosine = apart ? dot * inverses[j] * inverses[k] : dot / LEAST_PRODUCT;
        return Math.max(-1, Math.min(1, cosine));
    }

    /** Adds what a triple's slopes with respect to both distances and the cosine make of the displacements. */
    void add(int j, int k, double slopeJ, double slopeK, double slopeCosine, double cosine, double[] gradient) {
        double alongJ = (slopeJ - slopeCosine * cosine * inverses[j]) * inverses[j];
        double alongK = (slopeK - slopeCosine * cosine * inverses[k]) * inverses[k];
        double across = slopeCosine * inverses[j] * inverses[k];
        int toJ = 3 * places[j];
        int toK = 3 * places[k];
        for (int c = 0; c < 3; c++) {
            double vj = vectors[3 * j + c];
            double vk = vectors[3 * k + c];
            gradient[toJ + c] += alongJ * vj + across * vk;
            gradient[toK + c] += alongK * vk + across * vj;
        }
    }

    /** Takes a neighbour's velocity. */
    void move(int j, double[] direction) {
        double dot = 0;
        for (int c = 0; c < 3; c++) {
            velocities[3 * j + c] = direction[3 * places[j] + c];
            dot += velocities[3 * j + c] * vectors[3 * j + c];
        }
        speeds[j] = dot / distances[j];
    }

    /** dcos/dt along the direction. */
    double cosineRate(int j, int k, double cosine) {
        double dot = 0;
        for (int c = 0; c < 3; c++)
            dot += velocities[3 * j + c] * vectors[3 * k + c] + vectors[3 * j + c] * velocities[3 * k + c];
        return dot / (distances[j] * distances[k]) - cosine * (speeds[j] / distances[j] + speeds[k] / distances[k]);
    }
}
