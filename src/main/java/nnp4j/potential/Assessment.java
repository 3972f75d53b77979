package nnp4j.potential;

import java.util.Optional;

/**
 * How far a potential is from reference data that it was not fitted to.
 *
 * @param energies errors of energies, eV; a count of 0 where there were none
 * @param forces errors of force components, eV/angstrom, where forces were at hand
 */
public record Assessment(Accuracy energies, Optional<Accuracy> forces) {
    /** No data were kept for it. */
    public static final Assessment NONE = new Assessment(new Accuracy(0, 0, 0, 0));

    /**
     * Of energies alone.
     *
     * @param energies errors of energies, eV
     */
    public Assessment(Accuracy energies) {
        this(energies, Optional.empty());
    }
}
