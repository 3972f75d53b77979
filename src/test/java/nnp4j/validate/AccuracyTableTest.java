package nnp4j.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.FileUnits;
import nnp4j.io.ReferenceSet;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;

/** The table in potentials/README.md says what the cards and the reference data say. */
class AccuracyTableTest {
    private static final Path PAGE = Path.of("potentials/README.md");
    private static final String HEADER = """
            | potential | molecule | level of theory | geometries | test MAE | test worst | against | points | MAE | worst |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    /** Energies that no potential was trained on. */
    private record Judge(String file, String words) {}

    private static final List<Judge> JUDGES = List.of(
            new Judge("exact_born_oppenheimer.csv", "exact Born-Oppenheimer"),
            new Judge("held_out.extxyz", "held-out points to 30,000 cm-1"));

    @Test
    void tableIsUpToDate() throws IOException {
        StringBuilder table = new StringBuilder(HEADER);
        try (Stream<Path> files = Files.list(Path.of("potentials"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) table.append(row(file));
        }
        List<String> page = Files.readAllLines(PAGE);
        String words = String.join(
                        "\n", page.stream().filter(l -> !l.startsWith("|")).toList())
                .strip();
        String expected = words + "\n\n" + table;
        if ("write".equals(System.getProperty("accuracy.table"))) Files.writeString(PAGE, expected);
        assertEquals(expected, Files.readString(PAGE));
    }

    private static String row(Path path) throws IOException {
        try (PotentialFile file = PotentialFile.open(path)) {
            PotentialCard card = file.card();
            String row = "| " + card.name() + " | "
                    + card.composition().formula() + " | " + card.levelOfTheory() + " | "
                    + card.training().frames() + " | " + numbers(card.test().energies()) + " |";
            for (Judge judge : JUDGES) {
                Path reference = Path.of("validation", card.name(), judge.file());
                if (Files.exists(reference)) return row + judged(file, reference, judge.words());
            }
            return row + " | | | |\n";
        }
    }

    private static String judged(PotentialFile file, Path reference, String words) {
        int[] atoms = file.card().composition().symbols().stream()
                .mapToInt(a -> Element.atomicNumber(a).orElseThrow())
                .toArray();
        Geometry molecule = Geometry.of(atoms, new double[3 * atoms.length]); // for tables of distances
        FileUnits units = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.HARTREE);
        try (ReferenceSet set = ReferenceSet.open(reference, units, Optional.of(molecule))) {
            Accuracy accuracy =
                    Parity.of(file, set, Extrapolation.ALLOW).energies().accuracy();
            return " " + words + " | " + accuracy.count() + " | " + numbers(accuracy) + " |\n";
        }
    }

    private static String numbers(Accuracy accuracy) {
        return String.format(
                Locale.ROOT, "%.1e | %.1e", accuracy.mae() / Units.KCAL_PER_MOL, accuracy.worst() / Units.KCAL_PER_MOL);
    }
}
