package nnp4j.io;

import java.util.Collection;
import java.util.Optional;

/**
 * Under which names an extended-xyz file holds what.
 *
 * @param energy key of the comment line, or empty for energy
 * @param forces column of Properties, or empty for forces or force where there is one
 * @param reference whether each frame must have an energy; errors then name the frame
 */
record XyzKeys(Optional<String> energy, Optional<String> forces, boolean reference) {
    /** A molecule file, with or without an energy. */
    static final XyzKeys ANY = new XyzKeys(Optional.empty(), Optional.empty(), false);

    static XyzKeys of(ReferenceOptions options) {
        return new XyzKeys(options.energyKey(), options.forcesKey(), true);
    }

    String energyName() {
        return energy.orElse("energy");
    }

    boolean isForces(String column) {
        return forces.map(column::equals).orElse(column.equals("forces") || column.equals("force"));
    }

    /** Throws if the columns lack the forces that were named, or leave in doubt which ones belong to the energy. */
    void checkColumns(Collection<String> columns) {
        if (forces.isPresent() && !columns.contains(forces.get()))
            throw new IllegalArgumentException(
                    "Properties: expected a column " + forces.get() + ":R:3, found " + Values.listed(columns));
        boolean unsure = forces.isEmpty()
                && !energyName().equalsIgnoreCase("energy")
                && columns.stream().anyMatch(name -> !isForces(name) && name.matches("(?i).*forces?"));
        if (unsure)
            throw new IllegalArgumentException("Properties: expected the name of the forces that belong to "
                    + energyName() + ", found the columns " + Values.listed(columns));
    }
}
