import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.io.ReferenceOptions;
import nnp4j.io.ReferenceSet;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.train.DataSet;
import nnp4j.train.Provenance;
import nnp4j.train.TrainedPotential;
import nnp4j.train.Trainer;
import nnp4j.train.TrainingSettings;

/** Trains a network and the linear baseline on full CI energies of H2: java -cp "target/lib/*" examples/TrainH2.java */
final class TrainH2 {
    public static void main(String[] arguments) throws Exception {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(
                Path.of("validation/h2/full_ci.csv"), ReferenceOptions.DEFAULT.withMolecule(h2))) {
            set.forEachRemaining(frames::add);
        }
        TrainedPotential network = train(frames, "network", "features", "morse", "hidden", "8,8", "activation", "tanh", "optimizer", "lm");
        TrainedPotential baseline = train(frames, "baseline", "features", "atom-counts", "optimizer", "linear", "ridge", "0");
        network.write(Path.of("out/h2-example.onnx"));
        try (PotentialFile curve = network.open(); PotentialFile flat = baseline.open()) {
            Potential one = curve.potentialFor(h2, Extrapolation.ALLOW);
            Potential two = flat.potentialFor(h2, Extrapolation.ALLOW);
            System.out.println("r / angstrom   network / eV   atom counts / eV");
            for (double r : new double[] {0.5, 0.74, 1, 2, 4}) {
                double[] x = {0, 0, 0, 0, 0, r};
                System.out.printf(Locale.ROOT, "%12.2f %14.6f %18.6f%n", r,
                        one.energyAndForces(x, new double[6]), two.energyAndForces(x, new double[6]));
            }
        }
    }

    private static TrainedPotential train(List<Frame> frames, String name, String... keysAndValues) {
        TrainingSettings settings = TrainingSettings.standard();
        for (int k = 0; k < keysAndValues.length; k += 2) settings = settings.with(keysAndValues[k], keysAndValues[k + 1]);
        DataSet data = DataSet.of(frames);
        TrainedPotential trained = new Trainer(settings).train(data, settings.split(data), Provenance.of(name));
        System.out.println(name + ": test " + trained.card().test().energies());
        return trained;
    }
}
