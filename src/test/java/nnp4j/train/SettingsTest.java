package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyStandardValueIsOneThatMayBeGiven(Setting setting) {
        TrainingSettings settings = TrainingSettings.standard().with(setting.key(), setting.standard());
        assertEquals(setting.standard(), settings.get(setting));
        assertEquals(setting, Setting.of(setting.key()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour | red | unknown setting \"colour\" (expected features, symmetry,",
                "features | distance | features: unknown features \"distance\" (expected inverse-distances,",
                "features | morse:scale=1 | features: morse: unknown key \"scale\" (expected length)",
                "features | morse:length=a | features: morse: length: expected numbers",
                "features | invariants:degree=0 | features: invariants: degree: expected a number above 0",
                "features | invariants:degree | features: invariants: expected KEY=VALUE",
                "features | coulomb-matrix:order=up | features: coulomb-matrix: order: expected random, sorted",
                "symmetry | all | symmetry: expected none, topology, elements or groups",
                "scaling | none | scaling: unknown scaling \"none\"",
                "hidden | 8,x | hidden: expected a whole number of at least 1 and at most 100000, found \"x\"",
                "hidden | 0 | hidden: expected a whole number of at least 1",
                "activation | sigmoid | activation: unknown activation",
                "base | coulomb | base: unknown term \"coulomb\"",
                "base | morse:depth=1 | base: morse: width: expected",
                "anchor | zero | anchor: expected none, infinity, found \"zero\"",
                "atomic-energies | H=-0.5 | atomic-energies: expected fit, or ELEMENT=ENERGY with a unit",
                "atomic-energies | Hh=-0.5eV | atomic-energies: expected fit",
                "optimizer | sgd | optimizer: expected adam, lbfgs, lm, linear",
                "epochs | 0 | epochs: expected a whole number of at least 1",
                "epochs | 1.5 | epochs: expected a whole number",
                "rate | 0 | rate: expected a number above 0",
                "rate | NaN | rate: expected a number above 0",
                "force-weight | -1 | force-weight: expected a number of at least 0",
                "averaging | 1 | averaging: expected a number of at least 0 and at most 0.9999",
                "seed | 1e3 | seed: expected a whole number of 64 bits",
                "training | lots | training: expected a number of frames or a part such as 80%",
                "force-ends | maybe | force-ends: expected yes, no"
            })
    void whatIsNoValueIsRefusedWithTheChoices(String key, String value, String message) {
        TrainingSettings settings = TrainingSettings.standard();
        String found = assertThrows(IllegalArgumentException.class, () -> settings.with(key, value))
                .getMessage();
        assertTrue(found.startsWith(message), found);
    }

    @Test
    void freeAtomsHaveTheirUnits() {
        var energies = Molecules.settings("atomic-energies", "H=-0.5hartree, C=-1029.5 eV")
                .freeAtoms()
                .orElseThrow();
        assertEquals(-0.5 * Units.HARTREE, energies.get("H"), 1e-12);
        assertEquals(-1029.5, energies.get("C"));
    }

    @Test
    void symmetryIsThatOfTheMoleculeOrOfGroups() {
        Geometry water = Molecules.WATER;
        assertEquals(1, SymmetryChoice.parse("none").permutations(water).size());
        for (String text : List.of("topology", "elements", "2-3")) {
            List<int[]> found = SymmetryChoice.parse(text).permutations(water);
            assertEquals(2, found.size(), text);
            assertArrayEquals(new int[] {0, 1, 2}, found.get(0));
            assertArrayEquals(new int[] {0, 2, 1}, found.get(1));
        }
        Geometry four = Geometry.of(new int[] {1, 1, 1, 1}, new double[] {0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0});
        List<int[]> all = SymmetryChoice.parse("elements").permutations(four);
        assertEquals(24, all.stream().map(Arrays::toString).distinct().count());
        assertEquals(4, SymmetryChoice.parse("1-2,3-4").permutations(four).size());
        assertThrows(TrainingException.class, () -> SymmetryChoice.parse("1-2").permutations(water));
        assertThrows(TrainingException.class, () -> SymmetryChoice.parse("2-4").permutations(water));
        assertThrows(
                TrainingException.class, () -> SymmetryChoice.parse("2-3,3-2").permutations(water));
    }

    @Test
    void ratesFollowTheirSchedule() {
        TrainingSettings settings = Molecules.settings("rate", "1e-2", "final-rate", "1e-4", "epochs", "101");
        assertEquals(1e-2, new Rate(settings.with("schedule", "constant")).at(77));
        Rate cosine = new Rate(settings.with("schedule", "cosine"));
        assertEquals(1e-2, cosine.at(1), 1e-17);
        assertEquals((1e-2 + 1e-4) / 2, cosine.at(51), 1e-17);
        assertEquals(1e-4, cosine.at(101), 1e-17);
        Rate exponential = new Rate(settings.with("schedule", "exponential"));
        assertEquals(1e-3, exponential.at(51), 1e-17);
        Rate plateau = new Rate(settings.with("schedule", "plateau"));
        for (int k = 0; k < 26; k++) plateau.tell(false);
        assertEquals(5e-3, plateau.at(27));
        plateau.tell(true);
        assertEquals(5e-3, plateau.at(28));
    }
}
