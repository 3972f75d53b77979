package nnp4j.interop;

import java.util.Optional;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.ExtrapolationReport;
import nnp4j.potential.PeriodicPotential;

/** The potential of one system whose numbers come from another program. It knows of no range and no other networks. */
final class IpiPotential implements BoundPotential, PeriodicPotential {
    /** Empty space around a molecule for programs that need a box, angstrom. */
    private static final double SPACE = 100;

    private final IpiServer server;
    private final int atoms;
    private final boolean periodic;
    private final double[] cell;
    private final double[] scratch = new double[9];
    private boolean closed;

    IpiPotential(IpiServer server, Geometry geometry) {
        this.server = server;
        this.atoms = geometry.atomCount();
        this.periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
        this.cell = geometry.cell().map(Cell::toArray).orElseGet(() -> box(geometry.toArray()));
    }

    private static double[] box(double[] x) {
        double edge = SPACE;
        for (double value : x) edge = Math.max(edge, 2 * Math.abs(value) + SPACE);
        return new double[] {edge, 0, 0, 0, edge, 0, 0, 0, edge};
    }

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        return ask(x, forces, scratch);
    }

    @Override
    public double energyForcesAndVirial(double[] x, double[] forces, double[] virial) {
        if (!periodic) throw new IllegalStateException("i-PI: a molecule without a cell has no virial");
        if (virial.length != 9)
            throw new IllegalArgumentException("i-PI: expected 9 virial values, found " + virial.length);
        return ask(x, forces, virial);
    }

    private double ask(double[] x, double[] forces, double[] virial) {
        if (closed) throw new IllegalStateException("i-PI: closed");
        if (x.length != 3 * atoms || forces.length != 3 * atoms)
            throw new IllegalArgumentException("i-PI: expected " + 3 * atoms + " coordinates and forces, found "
                    + x.length + " and " + forces.length);
        for (double value : x)
            if (!Double.isFinite(value))
                throw new IllegalArgumentException("i-PI: expected finite coordinates, found " + value);
        return server.ask(cell, x, forces, virial);
    }

    @Override
    public Optional<Extrapolation> extrapolation(double[] x) {
        return Optional.empty();
    }

    @Override
    public ExtrapolationReport extrapolations() {
        return ExtrapolationReport.NONE;
    }

    @Override
    public long extrapolationTotal() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
