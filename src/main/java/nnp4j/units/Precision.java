package nnp4j.units;

import java.util.Locale;

/** Of a model's numbers. */
public enum Precision {
    /** 32 bits: faster, energies good to about 1e-6 of their size. */
    FLOAT,
    /** 64 bits. */
    DOUBLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
