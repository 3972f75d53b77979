package nnp4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Element;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.network.Views;
import nnp4j.potential.Composition;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.Inputs;
import nnp4j.potential.MoleculeInputs;
import nnp4j.units.Precision;

/** One perceptron that sees a whole molecule: descriptor, views, scaling and targets, and the examples of training and validation. */
final class MoleculePreparation implements Preparation {
    private final TrainingSettings settings;
    private final Descriptor descriptor;
    private final Views views;
    private final Composition composition;
    private final Scaling scaling;
    private final Target target;
    private final FeatureRange range;
    private final Examples training;
    private final Examples validation;

    MoleculePreparation(DataSet data, Split split, TrainingSettings settings, Crew crew) {
        this.settings = settings;
        if (settings.whole(Setting.MEMBERS) > 1)
            throw new TrainingException(
                    "members: expected 1 with features of a whole molecule (ensembles take features of"
                            + " each atom, such as ani), found " + settings.get(Setting.MEMBERS));
        if (settings.precision() != Precision.DOUBLE)
            throw new TrainingException(
                    "precision: expected double with features of a whole molecule, found " + settings.precision());
        DataSet fitted = data.subset(split.training());
        boolean forces = data.hasForces() && settings.number(Setting.FORCE_WEIGHT) > 0;
        if (settings.isLinear() && settings.ridge() == 0) forces = false;
        if (forces && !settings.isLinear() && !settings.activation().isSmooth() && settings.hidden().length > 0)
            throw new TrainingException("activation " + settings.activation().symbol()
                    + ": its slope jumps, so it cannot be fitted to forces (expected tanh, softplus, silu or celu,"
                    + " or force-weight 0)");
        descriptor = settings.featureChoice().descriptor(data, settings.symmetryChoice());
        composition = settings.featureChoice().servesOneMolecule()
                ? Composition.exactly(data.geometry(0))
                : Composition.anyOf(
                        Arrays.stream(data.elements()).mapToObj(Element::symbol).toList());
        target = Target.of(fitted, settings);
        FeatureTable table = FeatureTable.of(descriptor, data, split.training(), forces, crew);
        FeatureTable judged = FeatureTable.of(descriptor, data, split.validation(), forces, crew);
        Views all = settings.featureChoice().views(descriptor, data, settings.symmetryChoice());
        range = shared(range(table, settings.anchored()), all);
        if (settings.isLinear() && all.count() > 1)
            throw new TrainingException("optimizer linear: expected one view of the features, found " + all.count()
                    + " (symmetry none, or features invariants, which have it)");
        if (settings.scalingComponents() >= 0) {
            if (all.count() > 1)
                throw new TrainingException("scaling pca: expected features without symmetry or realizations, found "
                        + all.count() + " views of them");
            scaling = Scaling.projected(
                    table.features(), table.rows(), descriptor.featureCount(), settings.scalingComponents());
            table = table.projected(scaling.projection());
            judged = judged.projected(scaling.projection());
            views = Views.one(scaling.projection().componentCount());
        } else {
            views = all;
            scaling = settings.isLinear() && settings.ridge() == 0
                    ? Scaling.none(views.inputCount())
                    : Scaling.of(table.features(), table.rows(), views, settings.scaledByRange());
        }
        double[] anchor = anchor(settings);
        Examples averaged = examples(data, split.training(), table, anchor, forces);
        training = settings.featureChoice().separatesViews() ? averaged.separated() : averaged;
        validation = examples(data, split.validation(), judged, anchor, forces);
    }

    private static FeatureRange range(FeatureTable table, boolean anchored) {
        if (!anchored) return FeatureRange.of(table.rows(), table.features());
        int count = table.features().length / table.rows();
        return FeatureRange.of(table.rows() + 1, Arrays.copyOf(table.features(), table.features().length + count));
    }

    /** Features that symmetry makes equal have one range: a geometry is as well known with its like atoms exchanged. */
    private static FeatureRange shared(FeatureRange range, Views views) {
        int size = range.low().size();
        if (views.count() == 1 || views.inputCount() != size) return range;
        Double[] low = range.low().toArray(new Double[0]);
        Double[] high = range.high().toArray(new Double[0]);
        for (int v = 0; v < views.count(); v++)
            for (int k = 0; k < size; k++) {
                low[k] = Math.min(low[k], range.low().get(views.index(v, k)));
                high[k] = Math.max(high[k], range.high().get(views.index(v, k)));
            }
        return new FeatureRange(List.of(low), List.of(high));
    }

    /** The inputs where every feature vanishes. */
    private double[] anchor(TrainingSettings settings) {
        if (!settings.anchored()) return new double[0];
        if (!settings.featureChoice().vanishesAtInfinity())
            throw new TrainingException("anchor infinity: expected features that vanish as atoms part"
                    + " (inverse-distances, morse, invariants), found " + settings.get(Setting.FEATURES));
        double[] zero = new double[descriptor.featureCount()];
        return scaling.projection() == null
                ? scaling.inputs(zero, 1, views)
                : scaling.projection().apply(zero, 1);
    }

    private Examples examples(DataSet data, int[] frames, FeatureTable table, double[] anchor, boolean forces) {
        return new Examples(
                frames.length,
                views,
                scaling.scale(),
                scaling.inputs(table.features(), table.rows(), views),
                table.jacobians(),
                target.energies(data, frames),
                forces ? target.forces(data, frames) : new double[0][],
                target.spread(),
                anchor);
    }

    @Override
    public Composition composition() {
        return composition;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Inputs inputs() {
        return new MoleculeInputs(descriptor, range);
    }

    Examples training() {
        return training;
    }

    Examples validation() {
        return validation;
    }

    @Override
    public double[] start(long seed) {
        return Mlp.random(settings.widths(training.inputCount()), settings.activation(), seed)
                .parameters();
    }

    @Override
    public Loss trainingLoss(Crew crew) {
        return loss(training, crew);
    }

    @Override
    public Optional<Loss> validationLoss(Crew crew) {
        return validation.count() == 0 ? Optional.empty() : Optional.of(loss(validation, crew));
    }

    private Loss loss(Examples examples, Crew crew) {
        Mlp shape = Mlp.random(settings.widths(training.inputCount()), settings.activation(), 0);
        return new MoleculeLoss(examples, shape, settings.number(Setting.FORCE_WEIGHT), crew);
    }

    /** For features as they are, in eV. */
    @Override
    public byte[] model(List<double[]> members, Map<String, String> metadata) {
        Mlp scaled = Mlp.of(settings.widths(training.inputCount()), settings.activation(), members.get(0));
        double zero = MoleculeLoss.atAnchor(training, scaled);
        Mlp mlp = scaling.folded(scaled.scaled(target.spread(), -target.spread() * zero));
        Views seen = scaling.projection() == null ? views : Views.one(descriptor.featureCount());
        return OnnxExport.model(mlp, seen, metadata);
    }
}
