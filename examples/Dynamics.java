import java.nio.file.Path;
import nnp4j.dynamics.MdResult;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.dynamics.StopConditions;
import nnp4j.dynamics.Thermostat;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.PotentialFile;

/** 256 hydrogen molecules at 1,000 K as one batch, stopped if one breaks: java -cp "target/lib/*" examples/Dynamics.java */
final class Dynamics {
    public static void main(String[] arguments) {
        Geometry h2 = MoleculeReader.first(Path.of("molecules/h2.xyz"), FileUnits.DEFAULT).geometry();
        InternalCoordinate bond = InternalCoordinate.of(0, 1);
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"))) {
            double[] sum = {0, 0};
            MdResult result = MolecularDynamics.of(file.potentialFor(h2), h2)
                    .withTimeStep(0.25) // fs
                    .withThermostat(new Thermostat.Langevin(1000, 50)) // K, fs
                    .withReplicas(256)
                    .withObserver(1, StopConditions.outside(bond, 0.3, 2.5)) // angstrom
                    .withObserver(20, state -> {
                        for (int r = 0; r < state.replicas() && state.step() > 2000; r++) {
                            sum[0] += state.value(r, bond);
                            sum[1]++;
                        }
                    })
                    .run(8000);
            System.out.printf("%s after %.1f ps: temperature %.0f +- %.0f K, mean bond %.4f angstrom%n",
                    result.stopReason().orElse("all whole"), result.time() / 1000, result.statistics().temperature(),
                    result.statistics().temperatureError(), sum[0] / sum[1]);
        }
    }
}
