package nnp4j.convert;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nnp4j.features.Cartesian;
import nnp4j.features.Descriptor;
import nnp4j.features.Distances;
import nnp4j.features.InverseDistances;
import nnp4j.geometry.Geometry;
import nnp4j.onnx.EnergyModel;
import nnp4j.onnx.GraphException;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Composition;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.Training;
import nnp4j.train.MoleculeFeatures;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Precision;

/** Any ONNX model that gives an energy, made a potential: its gradient is added to the graph. */
public final class OnnxImport {
    /** Features of a model that takes coordinates. */
    public static final String COORDINATES = "coordinates";

    private static final double JITTER = 0.05;

    private final Path path;
    private final EnergyModel model;
    private final Descriptor descriptor;
    private final Geometry molecule;
    private final EnergyModel.Feed feed;
    private final double energyFactor;

    /**
     * Reads a model for a molecule.
     *
     * @param path an ONNX file
     * @param output name of the energy among its outputs, or null if there is one
     * @param features what it takes: {@link #COORDINATES}, or features by the names of training
     * @param molecule whose energy it gives; its atoms in the order that the model expects
     * @param energyUnit of the output
     * @param lengthUnit of coordinates and distances
     * @throws ConvertException if the file is broken or refused
     * @throws IllegalArgumentException if the features are unknown, or have no unit of length other than angstrom
     */
    public OnnxImport(
            Path path,
            String output,
            String features,
            Geometry molecule,
            EnergyUnit energyUnit,
            LengthUnit lengthUnit) {
        this.path = path;
        this.molecule = molecule;
        this.energyFactor = energyUnit.ev();
        boolean coordinates = features.equals(COORDINATES) || features.equals("cartesian");
        descriptor = coordinates
                ? Cartesian.of(molecule.atomCount())
                : MoleculeFeatures.parse(features).of(molecule);
        feed = new EnergyModel.Feed(
                rows(),
                descriptor.featureCount(),
                coordinates ? molecule.atomicNumbers() : new int[0],
                factor(features, lengthUnit));
        try {
            model = EnergyModel.read(path, output);
        } catch (GraphException e) {
            throw wrong(e);
        }
    }

    /**
     * Number of features.
     *
     * @return at least 1
     */
    public int featureCount() {
        return feed.width();
    }

    private ConvertException wrong(GraphException e) {
        String where = e.getMessage().startsWith(path.toString()) ? "" : path + ": ";
        return new ConvertException(where + e.getMessage(), e);
    }

    private double factor(String features, LengthUnit unit) {
        if (unit == LengthUnit.ANGSTROM) return 1;
        if (descriptor instanceof Cartesian || descriptor instanceof Distances) return 1 / unit.angstrom();
        if (descriptor instanceof InverseDistances) return unit.angstrom();
        throw new IllegalArgumentException("features " + features
                + ": expected lengths in angstrom (other units exist for coordinates, distances, inverse-distances), found "
                + unit);
    }

    /** Features of the molecule and of two slightly displaced copies, to try the model with. */
    private double[] rows() {
        Random random = new Random(1);
        double[] rows = new double[3 * descriptor.featureCount()];
        for (int k = 0; k < 3; k++) {
            double[] x = displaced(k, random);
            double[] row = new double[descriptor.featureCount()];
            descriptor.evaluate(x, row);
            System.arraycopy(row, 0, rows, k * row.length, row.length);
        }
        return rows;
    }

    private double[] displaced(int copy, Random random) {
        double[] x = molecule.toArray();
        if (copy > 0) for (int c = 0; c < x.length; c++) x[c] += JITTER * random.nextGaussian();
        return x;
    }

    /**
     * The potential file, tried with the molecule.
     *
     * @param publication what is known of the model
     * @param differences whether slopes are central differences of the energy, for operators that have no derivative here
     * @param sha256 digest of the model file, lower-case hexadecimal
     * @param program that writes it, with its version
     * @return bytes of an ONNX file with a card
     * @throws ConvertException if an operator is not covered, the model does not fit the features, or its energy or forces
     *     are not finite
     */
    public byte[] potential(
            ImportedPotential.Publication publication, boolean differences, String sha256, String program) {
        double most = Double.MAX_VALUE;
        FeatureRange anything =
                new FeatureRange(Collections.nCopies(feed.width(), -most), Collections.nCopies(feed.width(), most));
        PotentialCard card = new PotentialCard(
                publication.name(),
                Composition.exactly(molecule),
                new MoleculeInputs(descriptor, anything),
                List.of(),
                0,
                AtomicEnergies.NONE,
                publication.levelOfTheory(),
                new Training(
                        "as published; " + path.getFileName(),
                        0,
                        sha256,
                        "as published",
                        differences ? "as published; forces by central differences" : "as published",
                        0),
                Assessment.NONE,
                Assessment.NONE,
                1,
                Precision.DOUBLE,
                publication.licence(),
                publication.citation(),
                program);
        Map<String, String> metadata = Map.of(PotentialCard.KEY, card.toJson());
        try {
            byte[] made = differences
                    ? model.withDifferences(feed, energyFactor, metadata)
                    : model.withSlopes(feed, energyFactor, metadata);
            tryOut(made);
            return made;
        } catch (GraphException e) {
            throw wrong(e);
        }
    }

    /** Energy and forces of the molecule must be there. */
    private void tryOut(byte[] made) {
        try (PotentialFile file = PotentialFile.open(path, made);
                BoundPotential potential = file.potentialFor(molecule, outside -> {})) {
            double[] forces = new double[3 * molecule.atomCount()];
            double energy = potential.energyAndForces(molecule.toArray(), forces);
            if (!Double.isFinite(energy) || !Arrays.stream(forces).allMatch(Double::isFinite))
                throw new ConvertException(path + ": expected a finite energy and finite forces of "
                        + molecule.formula() + ", found an energy of " + energy + " eV"
                        + (Double.isFinite(energy) ? " and forces that are not finite" : ""));
        } catch (PotentialException e) {
            throw new ConvertException(path + ": what is made of it does not run (" + e.getMessage() + ")", e);
        }
    }
}
