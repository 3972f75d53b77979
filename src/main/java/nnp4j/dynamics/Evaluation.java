package nnp4j.dynamics;

import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.Potential;

/** Asks the potential at every step, and keeps what it says beside energies and forces: an ensemble's spread, a cell's virial. */
final class Evaluation {
    private final Potential potential;
    private final double volume;
    /** eV, one for each replica; empty where the potential is no ensemble. */
    private final double[] spreads;
    /** eV, nine for each replica; empty where the system does not fill space or the potential has no virial. */
    private final double[] virials;

    Evaluation(Potential potential, Geometry start, int replicas) {
        this.potential = potential;
        volume = start.cell().map(Cell::volume).orElse(Double.NaN);
        spreads = new double[potential instanceof BoundPotential bound && bound.memberCount() > 1 ? replicas : 0];
        virials = new double[potential instanceof PeriodicPotential && fillsSpace(start) ? 9 * replicas : 0];
    }

    private static boolean fillsSpace(Geometry start) {
        return start.cell()
                .map(cell -> cell.isPeriodic(0) && cell.isPeriodic(1) && cell.isPeriodic(2))
                .orElse(false);
    }

    /** Replica by replica: reads positions, overwrites energies and forces. */
    void run(double[] x, double[] energies, double[] forces) {
        if (virials.length == 9)
            energies[0] = ((PeriodicPotential) potential).energyForcesAndVirial(x, forces, virials);
        else if (virials.length > 0)
            ((PeriodicPotential) potential).energiesForcesAndVirials(energies.length, x, energies, forces, virials);
        else if (energies.length == 1) energies[0] = potential.energyAndForces(x, forces);
        else potential.energiesAndForces(energies.length, x, energies, forces);
        for (int r = 0; r < spreads.length; r++) spreads[r] = ((BoundPotential) potential).energySpread(r);
    }

    boolean hasSpread() {
        return spreads.length > 0;
    }

    boolean hasPressure() {
        return virials.length > 0;
    }

    /** eV; NaN where there is none. */
    double spread(int replica) {
        return hasSpread() ? spreads[replica] : Double.NaN;
    }

    /** (2 kinetic energy + trace of the virial) / (3 volume), eV/angstrom^3; NaN where there is none. */
    double pressure(int replica, double kinetic) {
        if (!hasPressure()) return Double.NaN;
        double trace = virials[9 * replica] + virials[9 * replica + 4] + virials[9 * replica + 8];
        return (2 * kinetic + trace) / (3 * volume);
    }
}
