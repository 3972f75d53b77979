package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomCountTableTest {
    @TempDir
    private Path folder;

    private AtomCountTable read(String text, String energy) throws IOException {
        return AtomCountTable.read(MoleculeFiles.write(folder, "counts.csv", text), Optional.ofNullable(energy));
    }

    @Test
    void countsAndEnergiesAreReadWithTheirUnits() throws IOException {
        AtomCountTable table =
                read("# counts\nid,nC,nNb,Cl,gap_meV,U0_kcal_per_mol\na, 1,2,0,5,-3\nb,0,0,9,5,1\n", "U0_kcal_per_mol");
        assertArrayEquals(new int[] {6, 41, 17}, table.elements());
        assertEquals(2, table.rows());
        assertEquals(2, table.count(0, 41));
        assertEquals(9, table.count(1, 17));
        assertEquals(0, table.count(0, 1));
        assertEquals(-3 * Units.KCAL_PER_MOL, table.energy(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';                                  1; an empty file",
                "'nH,E_eV';                           1; expected rows",
                "'a,E_eV\n1,1';                       1; columns of atom counts",
                "'nH,E\n1,1';                         1; one energy column",
                "'nH,E_eV,gap_eV\n1,1,1';             1; found E_eV, gap_eV",
                "'nH,H,E_eV\n1,1,1';                  1; two columns of H",
                "'nH,E_eV,E_eV\n1,1,1';               1; expected one energy column",
                "'nH,E_eV\n1,1\n-1,1';                3; whole number from 0",
                "'nH,E_eV\n1.5,1';                    2; whole number from 0",
                "'nH,E_eV\n,1';                       2; whole number from 0",
                "'nH,E_eV\n99999999999,1';            2; whole number from 0",
                "'nH,nC,E_eV\n0,0,1';                 2; no atoms",
                "'nH,E_eV\n1,nan';                    2; expected a number",
                "'nH,E_eV\n1,1e999';                  2; expected a finite number",
                "'nH,E_hartree\n1,1e308';             2; expected a finite energy",
                "'nH,E_eV\n1,1,1';                    2; expected 2 columns, found 3"
            })
    void aBrokenTableIsReportedWithItsLine(String text, int line, String words) {
        String message = assertThrows(MoleculeFormatException.class, () -> read(text, null))
                .getMessage();
        References.check(message.substring(folder.toString().length()), "counts.csv:" + line + ": ", words);
    }

    @Test
    void aMissingEnergyColumnOrFileIsReported() {
        String message = assertThrows(MoleculeFormatException.class, () -> read("nH,E_eV\n1,1\n", "U0_hartree"))
                .getMessage();
        assertTrue(message.contains("U0_hartree") && message.contains("found E_eV"), message);
        assertThrows(
                UncheckedIOException.class, () -> AtomCountTable.read(folder.resolve("none.csv"), Optional.empty()));
    }

    @Test
    void theMoleculesOfQm9AreRead() {
        AtomCountTable table =
                AtomCountTable.read(References.reference("qm9/qm9_atom_counts_u0.csv"), Optional.empty());
        assertEquals(14_715, table.rows());
        assertArrayEquals(new int[] {1, 6, 7, 8, 9}, table.elements());
        assertEquals(12, table.count(0, 1));
        assertEquals(5, table.count(0, 6));
        assertEquals(-197.629416 * Units.HARTREE, table.energy(0));
    }
}
