package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nnp4j.geometry.Geometry;
import nnp4j.potential.PotentialFile;
import org.junit.jupiter.api.Test;

class VelocitySpectrumTest {
    private static final double LIGHT = 2.99792458e-5; // cm/fs

    @Test
    void aCosineIsALineOfTheResolutionAtItsWavenumber() {
        Geometry h2 = Systems.h2(0.74);
        int frames = 4000;
        double[] v = new double[6 * frames];
        for (int t = 0; t < frames; t++) v[6 * t + 2] = Math.cos(2 * Math.PI * 1595 * LIGHT * 2 * t);
        VelocitySpectrum spectrum = VelocitySpectrum.of(h2, v, 2, 20);
        assertEquals(20, spectrum.resolution(), 0.1);
        double step = spectrum.wavenumbers()[1];
        assertEquals(1595, spectrum.highest(), step);
        double area = 0;
        double half = 0;
        double top = 0;
        for (double d : spectrum.density()) top = Math.max(top, d);
        for (double d : spectrum.density()) {
            area += d * step;
            if (d > top / 2) half += step;
        }
        assertEquals(1, area, 1e-12);
        assertEquals(20, half, 2 * step);
    }

    @Test
    void coldHydrogenVibratesAtItsHarmonicWavenumber() {
        try (PotentialFile file = Systems.h2File()) {
            Geometry h2 = Systems.h2(0.741449);
            List<double[]> kept = new ArrayList<>();
            MolecularDynamics.of(file.potentialFor(h2), h2)
                    .withTimeStep(0.1)
                    .withStartTemperature(1)
                    .withObserver(20, s -> kept.add(s.velocities(0)))
                    .run(40_000);
            double[] v = new double[6 * kept.size()];
            for (int k = 0; k < kept.size(); k++) System.arraycopy(kept.get(k), 0, v, 6 * k, 6);
            VelocitySpectrum spectrum = VelocitySpectrum.of(h2, v, 2, 10);
            // omega_e for the atoms' masses, 4404.14; the step shifts it by (omega dt)^2/24 = 3e-4 of it, 1.3
            assertEquals(4404.14 + 1.3, spectrum.highest(), spectrum.resolution() / 4);
        }
    }

    @Test
    void fewFramesAreRefused() {
        Geometry h2 = Systems.h2(0.74);
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> VelocitySpectrum.of(h2, new double[6 * 100], 1, 10))
                .getMessage()
                .contains("at least 160 whole frames"));
        assertThrows(IllegalArgumentException.class, () -> VelocitySpectrum.of(h2, new double[6 * 1000], 0, 10));
    }
}
