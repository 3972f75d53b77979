import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialFile;
import nnp4j.scan.DiatomicCurve;
import nnp4j.scan.ReducedMass;
import nnp4j.scan.RigidScan;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanResult;
import nnp4j.scan.ScanValues;
import nnp4j.scan.SpectroscopicConstants;
import nnp4j.units.Units;

/** The dissociation curve of H2: java -cp "target/lib/*" examples/H2Dissociation.java */
final class H2Dissociation {
    public static void main(String[] arguments) {
        Geometry h2 = MoleculeReader.first(Path.of("molecules/h2.xyz"), FileUnits.DEFAULT).geometry();
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            BoundPotential potential = file.potentialFor(h2);
            ScanCoordinate bond = ScanCoordinate.of(InternalCoordinate.of(0, 1));
            double[] values = ScanValues.points(Kind.BOND, 0.4, 6.0, 15).inside();
            ScanResult curve = RigidScan.run(potential, h2, bond, values);
            double limit = file.card().atomsEnergy(h2).orElseThrow();
            System.out.println("bond_1-2_angstrom,relative_kcal_per_mol");
            for (int k = 0; k < curve.count(); k++)
                System.out.printf("%.2f,%.4f%n", curve.value(k), (curve.energy(k) - limit) / Units.KCAL_PER_MOL);
            SpectroscopicConstants constants = SpectroscopicConstants.of(
                    new DiatomicCurve(potential, h2), ReducedMass.nuclear(h2), limit, 0.3, 5);
            System.out.printf(
                    "r_e %.5f angstrom, D_e %.1f cm-1, omega_e %.1f cm-1%n",
                    constants.equilibrium(), constants.dissociation(), constants.harmonic());
        }
    }
}
