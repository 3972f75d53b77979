package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.potential.Accuracy;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;
import nnp4j.units.EnergyUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that moves a molecule is given: the molecule, a potential, where the results go. */
final class DriverOptions {
    @Parameters(index = "0", paramLabel = "MOLECULE", description = "Molecule file; its first frame is used.")
    private Path molecule;

    @Mixin
    private PotentialOptions potentials;

    @Option(
            names = "--max-extrapolations",
            paramLabel = "N",
            description =
                    "Ends the run when more features of atoms were outside the range seen in training, counted over"
                            + " all geometries, as n2p2 counts its warnings (default: no limit).")
    private Long maxExtrapolations;

    @Option(
            names = "--isotope",
            paramLabel = "ATOM=MASS",
            description =
                    "Mass of an atom in dalton, such as 2=2.0141 (or D and T in the molecule file). May be repeated.")
    private List<String> isotopes = List.of();

    @Mixin
    private UnitOptions units;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Write the files, print nothing but errors and warnings.")
    private boolean quiet;

    Path molecule() {
        return molecule;
    }

    PotentialOptions potentials() {
        return potentials;
    }

    long maxExtrapolations() {
        if (maxExtrapolations == null) return Long.MAX_VALUE;
        if (maxExtrapolations < 0)
            throw new UsageError("--max-extrapolations: expected 0 or more, found " + maxExtrapolations);
        return maxExtrapolations;
    }

    UnitOptions units() {
        return units;
    }

    boolean quiet() {
        return quiet;
    }

    Path folder(CommandSpec command, boolean resume) throws IOException {
        return output.folder(command.name(), molecule, resume);
    }

    boolean overwrite() {
        return output.overwrite();
    }

    /** The first frame of the molecule file. */
    Frame frame() {
        return MoleculeReader.first(molecule, units.units());
    }

    /** The molecule with the isotopes asked for. */
    Geometry geometry(Frame frame) {
        Geometry geometry = frame.geometry();
        double[] masses = new double[geometry.atomCount()];
        for (int i = 0; i < masses.length; i++) masses[i] = geometry.mass(i);
        for (String isotope : isotopes) {
            String[] words = isotope.split("=", -1);
            try {
                int atom = Integer.parseInt(words[0]);
                double mass = Double.parseDouble(words[1]);
                if (words.length == 2 && atom >= 1 && atom <= masses.length && mass > 0) {
                    masses[atom - 1] = mass;
                    continue;
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                // said below
            }
            throw new UsageError("--isotope " + isotope + ": expected ATOM=MASS with an atom from 1 to " + masses.length
                    + " and a mass in dalton");
        }
        return isotopes.isEmpty() ? geometry : geometry.withMasses(masses);
    }

    /** Where results are said; nowhere for a quiet run. */
    PrintWriter out(CommandSpec command) {
        return quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : command.commandLine().getOut();
    }

    /** The lines that say which potential it is and how far it can be trusted. */
    void head(PrintWriter out, PotentialSource source, String what) {
        out.printf("%s: %s%s%n", what, source.place(), potentials.given() ? "" : " (chosen by composition)");
        out.println(trust(source));
        out.flush();
    }

    /** The line that says how far a potential can be trusted. */
    static String trust(PotentialSource source) {
        if (!(source instanceof PotentialFile file))
            return "error    not known: energies and forces come from " + source.name();
        Accuracy test = file.card().test().energies();
        String error = test.count() == 0
                ? "not tested"
                : String.format(Locale.ROOT, "%.2g kcal/mol, test MAE", test.mae() / EnergyUnit.KCAL_PER_MOL.ev());
        return "error    " + error + " (" + test.count() + " energies; "
                + source.levelOfTheory() + "); "
                + (source.memberCount() == 1
                        ? "no estimate per geometry"
                        : "at each geometry the spread of " + source.memberCount() + " networks");
    }
}
