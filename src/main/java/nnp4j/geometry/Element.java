package nnp4j.geometry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The chemical elements, known by atomic number. Masses are those of the neutral atom of the most abundant isotope
 * (of the longest-lived one where none is stable): Wang et al., Chin. Phys. C 36, 1603 (2012),
 * doi:10.1088/1674-1137/36/12/003.
 */
public final class Element {
    /** The largest atomic number known here. */
    public static final int LAST = 118;

    /** Mass of a deuterium atom, dalton. */
    public static final double DEUTERIUM_MASS = 2.01410177812;

    /** Mass of a tritium atom, dalton. */
    public static final double TRITIUM_MASS = 3.0160492779;

    private static final String TABLE = """
            H 1.00782503223 He 4.00260325413 Li 7.0160034366 Be 9.012183065 B 11.00930536 C 12.0 N
            14.00307400443 O 15.99491461957 F 18.99840316273 Ne 19.9924401762 Na 22.989769282 Mg 23.985041697 Al
            26.98153853 Si 27.97692653465 P 30.97376199842 S 31.9720711744 Cl 34.968852682 Ar 39.9623831237 K
            38.9637064864 Ca 39.962590863 Sc 44.95590828 Ti 47.94794198 V 50.94395704 Cr 51.94050623 Mn
            54.93804391 Fe 55.93493633 Co 58.93319429 Ni 57.93534241 Cu 62.92959772 Zn 63.92914201 Ga 68.9255735
            Ge 73.921177761 As 74.92159457 Se 79.9165218 Br 78.9183376 Kr 83.9114977282 Rb 84.9117897379 Sr
            87.9056125 Y 88.9058403 Zr 89.9046977 Nb 92.906373 Mo 97.90540482 Tc 97.9072124 Ru 101.9043441 Rh
            102.905498 Pd 105.9034804 Ag 106.9050916 Cd 113.90336509 In 114.903878776 Sn 119.90220163 Sb
            120.903812 Te 129.906222748 I 126.9044719 Xe 131.9041550856 Cs 132.905451961 Ba 137.905247 La
            138.9063563 Ce 139.9054431 Pr 140.9076576 Nd 141.907729 Pm 144.9127559 Sm 151.9197397 Eu 152.921238
            Gd 157.9241123 Tb 158.9253547 Dy 163.9291819 Ho 164.9303288 Er 165.9302995 Tm 168.9342179 Yb
            173.9388664 Lu 174.9407752 Hf 179.946557 Ta 180.9479958 W 183.95093092 Re 186.9557501 Os 191.961477
            Ir 192.9629216 Pt 194.9647917 Au 196.96656879 Hg 201.9706434 Tl 204.9744278 Pb 207.9766525 Bi
            208.9803991 Po 208.9824308 At 209.9871479 Rn 222.0175782 Fr 223.019736 Ra 226.0254103 Ac 227.0277523
            Th 232.0380558 Pa 231.0358842 U 238.0507884 Np 237.0481736 Pu 244.0642053 Am 243.0613813 Cm
            247.0703541 Bk 247.0703073 Cf 251.0795886 Es 252.08298 Fm 257.0951061 Md 258.0984315 No 259.10103 Lr
            266.11983 Rf 267.12179 Db 268.12567 Sg 271.13393 Bh 270.13336 Hs 269.13375 Mt 278.15631 Ds 281.16451
            Rg 282.16912 Cn 285.17712 Nh 286.18221 Fl 289.19042 Mc 289.19363 Lv 293.20449 Ts 294.21046 Og
            294.21392
            """;

    private static final String[] SYMBOLS = new String[LAST + 1];
    private static final double[] MASSES = new double[LAST + 1];
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        String[] words = TABLE.strip().split("\\s+");
        for (int z = 1; z <= LAST; z++) {
            SYMBOLS[z] = words[2 * z - 2];
            MASSES[z] = Double.parseDouble(words[2 * z - 1]);
            NUMBERS.put(SYMBOLS[z], z);
        }
    }

    private Element() {}

    /**
     * Symbol of an element.
     *
     * @param atomicNumber 1 to {@link #LAST}
     * @return for example {@code "Cl"}
     * @throws IllegalArgumentException if there is no such element
     */
    public static String symbol(int atomicNumber) {
        return SYMBOLS[checked(atomicNumber)];
    }

    /**
     * Mass of the neutral atom of the most abundant isotope.
     *
     * @param atomicNumber 1 to {@link #LAST}
     * @return dalton
     * @throws IllegalArgumentException if there is no such element
     */
    public static double mass(int atomicNumber) {
        return MASSES[checked(atomicNumber)];
    }

    /**
     * Atomic number of a symbol; upper and lower case do not matter, isotope symbols are not elements.
     *
     * @param symbol for example {@code "Cl"} or {@code "CL"}
     * @return the atomic number, or empty if no element has this symbol
     */
    public static OptionalInt atomicNumber(String symbol) {
        if (symbol.isEmpty()) return OptionalInt.empty();
        String proper = symbol.substring(0, 1).toUpperCase(Locale.ROOT)
                + symbol.substring(1).toLowerCase(Locale.ROOT);
        Integer number = NUMBERS.get(proper);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static int checked(int atomicNumber) {
        if (atomicNumber < 1 || atomicNumber > LAST)
            throw new IllegalArgumentException("atomic number " + atomicNumber + " is not in 1 to " + LAST);
        return atomicNumber;
    }
}
