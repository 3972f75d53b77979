package host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.dynamics.VelocitySpectrum;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.ReferenceOptions;
import nnp4j.io.ReferenceSet;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.paths.NudgedElasticBand;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.scan.DiatomicCurve;
import nnp4j.scan.MorseFit;
import nnp4j.scan.ReducedMass;
import nnp4j.scan.RigidScan;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.SpectroscopicConstants;
import nnp4j.train.DataSet;
import nnp4j.train.Provenance;
import nnp4j.train.Trainer;
import nnp4j.train.TrainingSettings;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;

/** CDK through every format, and every driver that takes Commons Math; one word a line for what has run. */
public final class Drivers {
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "formats" -> formats();
            case "diatomic" -> diatomic();
            case "ammonia" -> ammonia();
            case "training" -> training();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** In a process of their own: nothing before them has touched a geometry. */
    private static void formats() {
        for (String name : List.of("ethanol.sdf", "water.mol2", "ammonia.pdb", "methane.cml"))
            say(name, MoleculeReader.first(Path.of("molecules", name), FileUnits.DEFAULT).geometry().atomCount());
    }

    private static void diatomic() {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            Potential potential = file.potentialFor(h2);
            double[] values = {0.6, 0.64, 0.68, 0.72, 0.76, 0.8, 0.85, 0.9, 1, 1.2, 1.5};
            ScanCoordinate bond = ScanCoordinate.of(InternalCoordinate.of(0, 1));
            say("morse", MorseFit.of(RigidScan.run(file.potentialFor(h2), h2, bond, values)).rms());
            double limit = file.card().atomsEnergy(h2).orElseThrow();
            say("levels", SpectroscopicConstants.of(
                    new DiatomicCurve(potential, h2), ReducedMass.nuclear(h2), limit, 0.3, 5).harmonic());
        }
    }

    private static void ammonia() {
        Geometry start = MoleculeReader.first(Path.of("molecules/ammonia.xyz"), FileUnits.DEFAULT).geometry();
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/nh3.onnx"))) {
            Potential potential = file.potentialFor(start);
            say("held", GeometryOptimization.of(potential, start)
                    .withHeld(InternalCoordinate.of(0, 1), 1.05).run().energy());
            Geometry here = GeometryOptimization.of(potential, start).run().geometry();
            say("modes", NormalModes.of(Hessian.of(potential, here), here).wavenumber(0));
            double[] mirrored = here.toArray();
            for (int k = 2; k < mirrored.length; k += 3) mirrored[k] = -mirrored[k];
            say("path", NudgedElasticBand.of(potential, here, here.at(mirrored)).withImages(5).run().barrier());
            List<double[]> frames = new ArrayList<>();
            MolecularDynamics.of(potential, here).withStartTemperature(300).withTimeStep(0.5)
                    .withObserver(1, state -> frames.add(state.velocities(0))).run(200);
            double[] velocities = frames.stream().flatMapToDouble(Arrays::stream).toArray();
            say("spectrum", VelocitySpectrum.of(here, velocities, 0.5, 50).highest());
        }
    }

    private static void training() throws Exception {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(
                Path.of("validation/h2/full_ci.csv"), ReferenceOptions.DEFAULT.withMolecule(h2))) {
            set.forEachRemaining(frames::add);
        }
        DataSet data = DataSet.of(frames);
        TrainingSettings plain = TrainingSettings.standard().with("features", "morse").with("epochs", "3").with("hidden", "4");
        for (String[] with : new String[][] {{"optimizer", "lm"}, {"optimizer", "linear"}}) {
            TrainingSettings settings = plain.with(with[0], with[1]);
            say(with[1], new Trainer(settings).train(data, settings.split(data), Provenance.of(with[1]))
                    .card().test().energies().rmse());
        }
    }

    private static void say(String what, double value) {
        if (!Double.isFinite(value)) throw new IllegalStateException(what + ": " + value);
        System.out.printf(Locale.ROOT, "%s %.6g%n", what, value);
    }
}
