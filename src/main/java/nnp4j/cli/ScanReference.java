package nnp4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.Frame;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Potential;
import nnp4j.scan.ScanValues;
import nnp4j.validate.ErrorSum;

/**
 * Reference energies along a scanned coordinate, each beside the potential's energy at the very same geometry.
 *
 * @param points in the order of the file
 * @param accuracy errors in eV, empty where there is no reference
 */
record ScanReference(List<Point> points, Optional<Accuracy> accuracy) {
    static final ScanReference NONE = new ScanReference(List.of(), Optional.empty());

    /** Value in angstrom or degree, energies in eV. */
    record Point(double value, double reference, double predicted) {}

    static ScanReference of(
            Potential potential, InternalCoordinate coordinate, Geometry molecule, Iterator<Frame> frames, Path file) {
        List<Point> points = new ArrayList<>();
        ErrorSum errors = new ErrorSum();
        double[] forces = new double[3 * molecule.atomCount()];
        while (frames.hasNext()) {
            Frame frame = frames.next();
            if (!Arrays.equals(frame.geometry().atomicNumbers(), molecule.atomicNumbers()))
                throw new UsageError(file + ": frame " + frame.number() + ": expected the atoms of "
                        + molecule.formula() + " in the order of the molecule, found "
                        + frame.geometry().formula());
            double[] x = frame.geometry().toArray();
            double predicted = potential.energyAndForces(x, forces);
            double reference = frame.energy().orElseThrow();
            errors.add(frame.number(), predicted - reference);
            points.add(new Point(ScanValues.display(coordinate.kind(), coordinate.value(x)), reference, predicted));
        }
        if (points.isEmpty()) throw new UsageError(file + ": expected at least one reference energy, found none");
        return new ScanReference(List.copyOf(points), Optional.of(errors.accuracy()));
    }

    /** The point with the largest error. */
    Point worst() {
        return points.stream()
                .max((a, b) -> Double.compare(
                        Math.abs(a.predicted() - a.reference()), Math.abs(b.predicted() - b.reference())))
                .orElseThrow();
    }
}
