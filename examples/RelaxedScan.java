import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.optimize.Convergence;
import nnp4j.potential.PotentialFile;
import nnp4j.scan.GridScan;
import nnp4j.scan.GridScanResult;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanPoint;
import nnp4j.scan.ScanValues;
import nnp4j.units.Units;

/** One N-H bond of ammonia stretched while all else relaxes: java -cp "target/lib/*" examples/RelaxedScan.java */
final class RelaxedScan {
    public static void main(String[] arguments) {
        Geometry ammonia = MoleculeReader.first(Path.of("molecules/ammonia.xyz"), FileUnits.DEFAULT).geometry();
        ScanCoordinate bond = ScanCoordinate.of(InternalCoordinate.of(0, 1));
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/nh3.onnx"))) {
            GridScanResult scan = GridScan.of(file.potentialFor(ammonia), ammonia,
                            new ScanAxis(bond, ScanValues.points(Kind.BOND, 0.9, 1.3, 9)))
                    .relaxed(optimization -> optimization.withConvergence(Convergence.TIGHT))
                    .withWayBack(true)
                    .run();
            double lowest = scan.lowest().energy();
            for (ScanPoint point : scan.forward())
                System.out.printf("N-H %.3f angstrom  %8.4f kcal/mol  %s%n", point.actual()[0],
                        (point.energy() - lowest) / Units.KCAL_PER_MOL, point.failure().orElse("relaxed in " + point.steps() + " steps"));
            System.out.printf("hysteresis %.1e kcal/mol%n", scan.hysteresis() / Units.KCAL_PER_MOL);
        }
    }
}
