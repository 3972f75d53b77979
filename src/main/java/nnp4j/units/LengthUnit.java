package nnp4j.units;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Units in which lengths are read and written; inside the library they are angstrom. */
public enum LengthUnit {
    /** Angstrom. */
    ANGSTROM("angstrom", 1),
    /** Bohr radius. */
    BOHR("bohr", Units.BOHR),
    /** Nanometre. */
    NM("nm", 10);

    private final String symbol;
    private final double angstrom;

    LengthUnit(String symbol, double angstrom) {
        this.symbol = symbol;
        this.angstrom = angstrom;
    }

    /**
     * The unit with the given symbol.
     *
     * @param symbol as {@link #symbol()} gives it; case does not matter
     * @return the unit
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static LengthUnit of(String symbol) {
        return Arrays.stream(values())
                .filter(u -> u.symbol.equalsIgnoreCase(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown length unit \"" + symbol + "\" (expected "
                        + Arrays.stream(values()).map(u -> u.symbol).collect(Collectors.joining(", ")) + ")"));
    }

    /**
     * One of this unit in angstrom.
     *
     * @return the factor that turns this unit into angstrom
     */
    public double angstrom() {
        return angstrom;
    }

    /**
     * The symbol as people write it, which also stands in column names.
     *
     * @return for example {@code bohr}
     */
    public String symbol() {
        return symbol;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
