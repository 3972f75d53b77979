package nnp4j.units;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Units in which energies are read and written; inside the library they are eV. */
public enum EnergyUnit {
    /** Electronvolt. */
    EV("eV", 1, "eV"),
    /** Hartree. */
    HARTREE("hartree", Units.HARTREE, "hartree"),
    /** Thermochemical kilocalorie per mole. */
    KCAL_PER_MOL("kcal/mol", Units.KCAL_PER_MOL, "kcal_per_mol"),
    /** Kilojoule per mole. */
    KJ_PER_MOL("kJ/mol", Units.KJ_PER_MOL, "kJ_per_mol"),
    /** Inverse centimetre. */
    PER_CM("cm-1", Units.PER_CM, "per_cm"),
    /** Millielectronvolt. */
    MEV("meV", 1e-3, "meV");

    private final String symbol;
    private final double ev;
    private final String column;

    EnergyUnit(String symbol, double ev, String column) {
        this.symbol = symbol;
        this.ev = ev;
        this.column = column;
    }

    /**
     * The unit with the given symbol.
     *
     * @param symbol as {@link #symbol()} gives it, or the form used in column names; case does not matter, but meV
     *     is never taken for MeV
     * @return the unit
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static EnergyUnit of(String symbol) {
        return Arrays.stream(values())
                .filter(u -> u.symbol.equalsIgnoreCase(symbol) || u.column.equalsIgnoreCase(symbol))
                .filter(u -> u != MEV || symbol.startsWith("m"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown energy unit \"" + symbol + "\" (expected " + choices() + ")"));
    }

    /**
     * One of this unit in eV.
     *
     * @return the factor that turns this unit into eV
     */
    public double ev() {
        return ev;
    }

    /**
     * The symbol as people write it.
     *
     * @return for example {@code kcal/mol}
     */
    public String symbol() {
        return symbol;
    }

    /**
     * The symbol as it stands in column names.
     *
     * @return for example {@code kcal_per_mol}
     */
    public String column() {
        return column;
    }

    private static String choices() {
        return Arrays.stream(values()).map(u -> u.symbol).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return symbol;
    }
}
