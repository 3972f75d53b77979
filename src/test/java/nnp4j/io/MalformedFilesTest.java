package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CDK reads wrongly without a word, and what is broken, is an error with file and line. */
class MalformedFilesTest {
    @TempDir
    Path folder;

    /** In the sample one piece is replaced; | stands for a new line. */
    @ParameterizedTest(name = "{0} {4}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '\'', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            sdf;             3D;             2D;2D;2
            sdf;    1.1879   -0.3829    0.0000 C  ;1.1879 -0.3829 0.0000 C  ;columns;5
            sdf;    1.1879;   1.1879 ;columns 1 to 10;5
            sdf;    1.1879;       NaN;columns 1 to 10;5
            sdf;    1.1879;    1,1879;decimals;5
            sdf;    0.5526; 1.0e+0003;decimals;6
            sdf;0.0000 C   0;0.0000 R   0;unknown element;5
            sdf;0.0000 C   0;0.0000 R#  0;pseudo-atom;5
            sdf;0.0000 C   0;0.0000 *   0;pseudo-atom;5
            sdf;0.0000 C   0;0.0000 A   0;unknown element;5
            sdf;0.0000 C   0;0.0000 Q   0;ghost;5
            sdf;0.0000 C   0;0.0000 L   0;unknown element;5
            sdf;0.0000 C   0;0.0000 6   0;pseudo-atom;5
            sdf;0.0000 C   0;0.0000 C   9;mass difference;5
            sdf;V2000;     ;V2000;4
            sdf;V2000;V4000;V2000;4
            sdf; 9  8;10  8;atom;14
            sdf; 9  8; 8  8;bond;13
            sdf; 9  8; 9  7;counts;21
            sdf; 9  8; 9  9;expected a bond;22
            sdf; 9  8; 0  0;no atoms;4
            sdf; 9  8; x  8;number of atoms;4
            sdf;  1  2  1;  1 12  1;two different atoms;14
            sdf;  1  2  1;  1  1  1;two different atoms;14
            sdf;  1  2  1;  1  2  8;bond type;14
            sdf;  1  2  1;  2  3  1;twice;15
            sdf;M  END|;;expected;22
            sdf;M  END;M  ISO  1  12   2|M  END;atom from 1 to 9;22
            sdf;M  END;M  ISO  1   1  -2|M  END;mass number;22
            sdf;M  END;M  ISO  1   1  99|M  END;isotope;1
            sdf;M  END;M  ISO  2   1  13|M  END;pairs;22
            sdf;M  END;M  RGP  1   1   1|M  END;query;22
            sdf;M  END;A    1|Ph|M  END;alias;22
            sdf;C2H6O||$$$$;C2H6O|;truncated;25
            sdf;> <FORMULA>;FORMULA;data field;23
            sdf;> <FORMULA>;> <FORMULA>|x||> <FORMULA>;twice;28
            sdf;    0.0000    0.5526    0.0000;    1.1879   -0.3829    0.0000;one spot;1
            mol2;@<TRIPOS>ATOM;@<TRIPOS>ATOMS;ATOM;12
            mol2; 3 2 1; 4 2 1;atom 4 of 4;12
            mol2; 3 2 1; 2 2 1;counts;11
            mol2; 3 2 1; 3 3 1;bond 3 of 3;14
            mol2; 3 2 1; 3 1 1;counts;14
            mol2; 3 2 1; 0 0 1;from 1 up;4
            mol2;O.3;Du;dummy;9
            mol2;O.3;LP;dummy;9
            mol2;O.3;Xy;unknown element;9
            mol2;0.7570;0,7570;decimal point;10
            mol2;0.7570;nan;number;10
            mol2; 1 1 2 1; 1 1 5 1;two different atoms;13
            mol2; 1 1 2 1; 1 1 2 nc;bond type;13
            mol2; 2 H1; 3 H1;atom 2;10
            mol2;@<TRIPOS>MOLECULE;@<TRIPOS>MOL;MOLECULE;2
            mol2;0.7570  0.5859  0.0000 H;0.0000  0.0000  0.0000 H;one spot;2
            mol2;@<TRIPOS>BOND;@<TRIPOS>CRYSIN|1 1 1 90 90 90 1 1|@<TRIPOS>BOND;crystal;12
            pdb;   0.938;   0,938;decimals;3
            pdb;   0.938;  0.938 ;decimals;3
            pdb;   0.938;     nan;decimals;3
            pdb;           N;          Xx;ghost;2
            pdb;           N;          Zy;unknown element;2
            pdb;HETATM    2;HETATM    1;twice;3
            pdb;HETATM    2;HETATN    2;unknown record;3
            pdb;CONECT    1    2;CONECT    1    9;CONECT in line 6;10
            pdb;TITLE;MODEL        1|TITLE;ENDMDL;11
            pdb;   0.000   0.938  -0.271;   0.000   0.000   0.116;one spot;10
            pdb;TITLE;CRYST1   10.000   10.000   10.000  90.00  90.00  90.00 P 21 21 21|TITLE;space group;1
            cml; z3="0.0000";;z3;4
            cml; x3="0.0000";;x3;4
            cml; elementType="C";;elementType;4
            cml;elementType="C";elementType="R";unknown element;4
            cml;x3="0.0000";x3="NaN";number;4
            cml;x3="0.0000";x3="0,0";decimal point;4
            cml;a1 a2;a1 a9;atomRefs2;11
            cml;</atomArray>;;XML;16
            cml;id="a2";id="a1";twice;5
            cml;<molecule;<!DOCTYPE molecule>|<molecule;document type;2
            cml;<atomArray>;<molecule/><atomArray>;within a molecule;3
            cml;<atomArray>;<crystal/><atomArray>;crystal;3
            """)
    void isAnErrorThatTellsTheLine(String kind, String piece, String other, String word, int line) throws IOException {
        String sample = sample(kind);
        String replacement = other == null ? "" : other.replace('|', '\n');
        String text = MoleculeFiles.with(sample, piece.replace('|', '\n'), replacement);
        check(MoleculeFiles.write(folder, "bad." + kind, text), line, word);
    }

    private static void check(Path path, int line, String word) {
        MoleculeFormatException error = assertThrows(MoleculeFormatException.class, () -> MoleculeFiles.frames(path));
        String message = error.getMessage();
        assertTrue(message.startsWith(path + ":" + line + ": "), message);
        assertTrue(message.contains(word), message);
        assertFalse(message.contains("\n"), message);
    }

    private static String sample(String kind) {
        return MoleculeFiles.sample(
                switch (kind) {
                    case "sdf" -> "ethanol.sdf";
                    case "mol2" -> "water.mol2";
                    case "pdb" -> "ammonia.pdb";
                    default -> "methane.cml";
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            COUNTS 3 2;COUNTS 4 2;atom 4;12
            COUNTS 3 2;COUNTS 2 2;END ATOM;11
            COUNTS 3 2;COUNTS 3 1;END BOND;15
            BEGIN CTAB;BEGIN TAB;BEGIN CTAB;5
            1 O 0 0;1 R# 0 0;pseudo-atom;8
            1 O 0 0;1 [C,N] 0 0;pseudo-atom;8
            2 H 0 0.7572;1 H 0 0.7572;twice;9
            MASS=2;MASS=x;mass number;9
            MASS=2;MASS=77;isotope;1
            M  END;M  EN;M  END;18
            1 1 1 2;1 1 1 7;two atoms;14
            1 1 1 2;1 8 1 2;bond type;14
            0.7572 -0.4692;0.7572 nan;number;9
            """)
    void extendedTablesAreCheckedToo(String piece, String other, String word, int line) throws IOException {
        String text = MoleculeFiles.with(MoleculeFiles.WATER_3000, piece, other);
        check(MoleculeFiles.write(folder, "bad.sdf", text), line, word);
    }

    @Test
    void aPlanarStructureNeedsThe3dCode() throws IOException {
        String planar = MoleculeFiles.sample("ethanol.sdf").replaceAll("-?0\\.88[0-9]{2} H", "0.0000 H");
        String moved = MoleculeFiles.with(planar, "    1.1184   -1.0093", "    1.1184   -1.5093");
        String text = MoleculeFiles.with(moved, "   -0.0227    1.1812", "   -0.0227    1.6812");
        String aligned = text.replaceAll(" +0\\.0000 H", "    0.0000 H");
        assertEquals(
                1,
                MoleculeFiles.frames(MoleculeFiles.write(folder, "good.sdf", aligned))
                        .size());
        check(MoleculeFiles.write(folder, "bad.sdf", MoleculeFiles.with(aligned, "3D", "")), 2, "2D structure");
    }

    @Test
    void aBadRecordInTheMiddleIsNeitherDroppedNorTheEnd() throws IOException {
        String good = MoleculeFiles.sample("ethanol.sdf");
        String bad = MoleculeFiles.with(good, "    1.1879", "    1.18x9");
        int line = (int) good.lines().count() + 5;
        check(MoleculeFiles.write(folder, "bad.sdf", good + bad + good), line, "columns 1 to 10");
    }

    @Test
    void alternateLocationsNameTheAtom() throws IOException {
        String text = MoleculeFiles.sample("ammonia.pdb")
                .replace(" H1  NH3", " H1 ANH3")
                .replace(" H2  NH3", " H1 BNH3");
        check(MoleculeFiles.write(folder, "bad.pdb", text), 4, "atom H1 of NH3 A   1 has alternate locations A and B");
    }

    @Test
    void ambiguousNamesNeedAnElement() throws IOException {
        String text =
                MoleculeFiles.sample("ammonia.pdb").replaceAll(" +[NH]\n", "\n").replace(" N   NH3", "CA   NH3");
        check(MoleculeFiles.write(folder, "bad.pdb", text), 2, "columns 77 and 78");
    }

    @Test
    void entitiesOfCmlAreNotFetched() throws IOException {
        Path secret = MoleculeFiles.write(folder, "secret.txt", "0.0");
        String head = "<!DOCTYPE molecule [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<molecule";
        String text = MoleculeFiles.sample("methane.cml").replace("x3=\"0.0000\"", "x3=\"&x;\"");
        check(MoleculeFiles.write(folder, "bad.cml", text.replace("<molecule", head)), 2, "document type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdf", "mol", "mol2", "pdb", "ent", "cml"})
    void anEmptyFileIsAnError(String kind) throws IOException {
        check(MoleculeFiles.write(folder, "bad." + kind, ""), 1, kind.equals("cml") ? "XML" : "no molecule");
    }

    /** Bytes flipped, lines deleted, ends cut off: frames or a clear error, soon. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"sdf", "v3000", "mol2", "pdb", "cml"})
    void brokenFilesEndInFramesOrAClearError(String kind) throws IOException {
        String sample = kind.equals("v3000") ? MoleculeFiles.WATER_3000 : sample(kind);
        String extension = kind.equals("v3000") ? "sdf" : kind;
        Path path = folder.resolve("fuzz." + extension);
        Random random = new Random(kind.hashCode());
        int files = 2_000;
        int outcomes = assertTimeoutPreemptively(Duration.ofSeconds(100), () -> {
            int soFar = 0;
            for (int k = 0; k < files; k++) soFar += outcome(Files.write(path, mutated(sample, random)));
            return soFar;
        });
        assertEquals(files, outcomes);
    }

    private static int outcome(Path path) {
        try {
            for (Frame frame : MoleculeFiles.frames(path))
                for (double x : frame.geometry().toArray()) assertTrue(Double.isFinite(x));
        } catch (MoleculeFormatException e) {
            assertTrue(e.getMessage().matches("\\Q" + path + "\\E:[1-9]\\d*: .*"), e.getMessage());
        }
        return 1;
    }

    private static byte[] mutated(String text, Random random) {
        int kind = random.nextInt(3);
        if (kind == 0) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int flips = 1 + random.nextInt(3);
            for (int k = 0; k < flips; k++) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }
        if (kind == 1) {
            String[] lines = text.split("\n", -1);
            int gone = random.nextInt(lines.length);
            lines[gone] = random.nextBoolean() ? null : lines[random.nextInt(lines.length)];
            String kept = Arrays.stream(lines).filter(line -> line != null).collect(Collectors.joining("\n"));
            return kept.getBytes(StandardCharsets.UTF_8);
        }
        return text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
    }
}
