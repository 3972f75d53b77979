package nnp4j.io;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The names that the arrays of a file have.
 *
 * @param coordinates of the coordinates
 * @param energy of the energies
 * @param forces of the forces, or null if there are none
 * @param elements of the atomic numbers
 */
record ArrayNames(String coordinates, String energy, String forces, String elements) {
    /** The one that was named, or the one of the usual names that is there; null if none is needed. */
    static String choose(Collection<String> there, Optional<String> named, List<String> usual, boolean needed) {
        List<String> wanted = named.map(List::of).orElse(usual);
        List<String> found = wanted.stream().filter(there::contains).toList();
        if (found.size() > 1)
            throw new IllegalArgumentException("expected one of " + String.join(", ", usual) + ", found both");
        if (found.isEmpty() && (needed || named.isPresent()))
            throw new IllegalArgumentException(
                    "expected an array " + String.join(" or ", wanted) + ", found " + Values.listed(there));
        return found.isEmpty() ? null : found.get(0);
    }
}
