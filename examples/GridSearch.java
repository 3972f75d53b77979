import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.io.ReferenceOptions;
import nnp4j.io.ReferenceSet;
import nnp4j.train.Campaign;
import nnp4j.train.DataSet;
import nnp4j.train.JobResult;
import nnp4j.train.Provenance;
import nnp4j.train.Search;
import nnp4j.train.TrainingSettings;

/** Tries 45 networks on H2 and tests the one that validates best: java -cp "target/lib/*" examples/GridSearch.java */
final class GridSearch {
    public static void main(String[] arguments) throws Exception {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(
                Path.of("validation/h2/full_ci.csv"), ReferenceOptions.DEFAULT.withMolecule(h2))) {
            set.forEachRemaining(frames::add);
        }
        DataSet data = DataSet.of(frames);
        TrainingSettings settings = TrainingSettings.standard().with("features", "morse").with("epochs", "100").with("batch", "8");
        Campaign campaign = new Campaign(data, Provenance.of("h2"), Path.of("out/grid-example"), 2); // goes on where it stopped
        List<JobResult> results = campaign.run(
                Search.standard(settings).grid(settings, settings.split(data)), epoch -> {}, result -> {}, () -> false);
        JobResult winner = Search.winner(results);
        System.out.printf(Locale.ROOT, "%d networks, best %s: validation %.3f eV, test %.3f eV RMSE%n", results.size(),
                winner.job().labels(), winner.validation().energies().rmse(),
                campaign.potential(winner.job()).card().test().energies().rmse());
    }
}
