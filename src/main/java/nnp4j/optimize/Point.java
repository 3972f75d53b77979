package nnp4j.optimize;

/** A place on the surface: coordinates, energy, forces, and the gradient along what is free. Its arrays are its own. */
final class Point {
    final double[] x;
    final double energy;
    final double[] forces;
    /** dE/dx with what fixed atoms and coordinates take up taken out. */
    final double[] slope;

    Point(double[] x, double energy, double[] forces, double[] slope) {
        this.x = x;
        this.energy = energy;
        this.forces = forces;
        this.slope = slope;
    }

    boolean isFinite() {
        if (!Double.isFinite(energy)) return false;
        for (double force : forces) if (!Double.isFinite(force)) return false;
        return true;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }
}
