package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Neighborhood;

/** The neighbours of one atom within the radial cutoff of an ANI environment, with what each brings to it. One thread only. */
final class RadialNeighbors {
    private final AniTables tables;
    int count;
    /** Positions in the neighbourhood. */
    int[] places = new int[16];

    double[] distances = new double[16];
    double[] cutoffs = new double[16];
    /** df/dr. */
    double[] cutoffSlopes = new double[16];
    /** By neighbour and shift. */
    double[] gaussians;

    private double[] scratch = new double[2 * 16];

    RadialNeighbors(AniTables tables) {
        this.tables = tables;
        this.gaussians = new double[16 * tables.radialCount()];
    }

    void gather(Neighborhood around) {
        count = 0;
        for (int j = 0; j < around.count(); j++) {
            double r = around.distances()[j];
            if (r > tables.radialCutoff) continue;
            if (count == places.length) grow();
            places[count] = j;
            distances[count++] = r;
        }
        CosineCutoff.evaluate(count, distances, tables.radialCutoff, cutoffs, cutoffSlopes);
        tables.radial.evaluate(count, distances, scratch, gaussians);
    }

    private void grow() {
        int room = 2 * count;
        places = Arrays.copyOf(places, room);
        distances = Arrays.copyOf(distances, room);
        cutoffs = new double[room];
        cutoffSlopes = new double[room];
        gaussians = new double[room * tables.radialCount()];
        scratch = new double[2 * room];
    }
}
