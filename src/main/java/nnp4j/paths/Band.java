package nnp4j.paths;

/**
 * Images between two fixed ends, and the forces of a nudged elastic band: improved tangents (Henkelman, Jonsson, J. Chem. Phys.
 * 113, 9978 (2000), doi:10.1063/1.1323224), springs along them only, and an image that climbs (Henkelman, Uberuaga, Jonsson,
 * J. Chem. Phys. 113, 9901 (2000), doi:10.1063/1.1329672).
 */
final class Band {
    /** Energies and forces of all images between the ends. */
    interface Surface {
        /** Evaluates images 1 to count - 2 of x into energies and forces, all count x 3n long. */
        void evaluate(double[][] x, double[] energies, double[][] forces);
    }

    final double[][] x;
    final double[] energies;
    final double[][] forces;
    private final double spring;
    private final boolean anchored;
    private final double[][] tangents;
    private final double[][] pull;

    Band(double[][] images, double spring, boolean anchored) {
        x = images;
        energies = new double[images.length];
        forces = new double[images.length][images[0].length];
        tangents = new double[images.length][images[0].length];
        pull = new double[images.length][images[0].length];
        this.spring = spring;
        this.anchored = anchored;
    }

    int count() {
        return x.length;
    }

    /** The highest image between the ends. */
    int highest() {
        int highest = 1;
        for (int i = 2; i < x.length - 1; i++) if (energies[i] > energies[highest]) highest = i;
        return highest;
    }

    /** Forces of the band; the image of an index climbs, none if it is negative. */
    double[][] pull(int climbing) {
        for (int i = 1; i < x.length - 1; i++) {
            double[] tangent = tangent(i);
            double along = dot(forces[i], tangent);
            System.arraycopy(forces[i], 0, pull[i], 0, pull[i].length);
            if (i == climbing) add(pull[i], -2 * along, tangent);
            else {
                add(pull[i], -along, tangent);
                add(pull[i], spring * (distance(x[i + 1], x[i]) - distance(x[i], x[i - 1])), tangent);
            }
        }
        return pull;
    }

    /** The unit vector along the path at an image, without what moves or turns it as a whole. */
    double[] tangent(int i) {
        double[] tangent = tangents[i];
        int before = Math.max(0, i - 1);
        int after = Math.min(x.length - 1, i + 1);
        double up = energies[after] - energies[i];
        double down = energies[before] - energies[i];
        double ahead = up > 0 && down <= 0 ? 1 : 0;
        double behind = up <= 0 && down > 0 ? 1 : 0;
        if (ahead == behind) { // a highest or lowest image: both, weighted by the energies
            double large = Math.max(Math.abs(up), Math.abs(down));
            double small = Math.min(Math.abs(up), Math.abs(down));
            boolean higherAhead = energies[after] > energies[before];
            ahead = large == 0 ? 1 : higherAhead ? large : small;
            behind = large == 0 ? 1 : higherAhead ? small : large;
        }
        for (int k = 0; k < tangent.length; k++)
            tangent[k] = ahead * (x[after][k] - x[i][k]) + behind * (x[i][k] - x[before][k]);
        if (!anchored)
            for (double[] rigid : Superposition.rigidMotions(x[i])) add(tangent, -dot(tangent, rigid), rigid);
        double length = Math.sqrt(dot(tangent, tangent));
        for (int k = 0; k < tangent.length; k++) tangent[k] /= length;
        return tangent;
    }

    /** Length of the path up to each image, angstrom. */
    double[] lengths() {
        double[] lengths = new double[x.length];
        for (int i = 1; i < x.length; i++) lengths[i] = lengths[i - 1] + distance(x[i], x[i - 1]);
        return lengths;
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
        return Math.sqrt(sum);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }

    static void add(double[] to, double weight, double[] vector) {
        for (int k = 0; k < to.length; k++) to[k] += weight * vector[k];
    }

    /** Length of the longest vector of an atom. */
    static double longest(double[] vectors) {
        double longest = 0;
        for (int k = 0; k < vectors.length; k += 3)
            longest = Math.max(
                    longest,
                    vectors[k] * vectors[k] + vectors[k + 1] * vectors[k + 1] + vectors[k + 2] * vectors[k + 2]);
        return Math.sqrt(longest);
    }
}
