package nnp4j.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.BoundPotentials;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialSource;

/** The frames of a file with energies and forces of another potential, asked for as they are read. */
final class LiveReference implements Iterator<Frame>, AutoCloseable {
    private final MoleculeReader frames;
    private final BoundPotentials potentials;

    LiveReference(Path file, FileUnits units, PotentialSource source) {
        frames = MoleculeReader.open(file, units);
        potentials = new BoundPotentials(source, Extrapolation.REFUSE);
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext();
    }

    @Override
    public Frame next() {
        Frame frame = frames.next();
        Geometry geometry = frame.geometry();
        double[] forces = new double[3 * geometry.atomCount()];
        double energy = potentials.of(geometry).energyAndForces(geometry.toArray(), forces);
        return frame.withEnergy(OptionalDouble.of(energy), Optional.of(forces));
    }

    @Override
    public void close() {
        frames.close();
    }
}
