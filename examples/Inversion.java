import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.paths.NudgedElasticBand;
import nnp4j.paths.ReactionPath;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;

/** Ammonia turns inside out: path, barrier, saddle point: java -cp "target/lib/*" examples/Inversion.java */
final class Inversion {
    public static void main(String[] arguments) {
        Geometry ammonia = MoleculeReader.first(Path.of("molecules/ammonia.xyz"), FileUnits.DEFAULT).geometry();
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/nh3.onnx"))) {
            Potential potential = file.potentialFor(ammonia);
            Geometry here = GeometryOptimization.of(potential, ammonia).withConvergence(Convergence.TIGHT).run().geometry();
            double[] mirrored = here.toArray();
            for (int k = 2; k < mirrored.length; k += 3) mirrored[k] = -mirrored[k];
            ReactionPath path = NudgedElasticBand.of(potential, here, here.at(mirrored)).withImages(11).run();
            System.out.printf("barrier %.0f cm-1 = %.2f kcal/mol, imaginary mode %.0fi cm-1%n", path.barrier() / Units.PER_CM,
                    path.barrier() / Units.KCAL_PER_MOL, -path.saddle().orElseThrow().modes().wavenumber(0));
        }
    }
}
