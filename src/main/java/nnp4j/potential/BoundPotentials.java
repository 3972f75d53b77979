package nnp4j.potential;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;

/**
 * The potentials of a source for one system after another, as many frames need them: the same atoms in the same cell again get
 * the same potential, and the last used stay open. One thread only. Closing the source closes all of them.
 */
public final class BoundPotentials {
    private static final int MOST_OPEN = 32;

    private final PotentialSource source;
    private final Consumer<Extrapolation> onExtrapolation;
    private final Map<Place, BoundPotential> open = new LinkedHashMap<>(16, 0.75f, true);

    private record Place(List<Integer> atoms, Optional<Cell> cell) {}

    /**
     * No potentials yet.
     *
     * @param source of the potentials
     * @param onExtrapolation told of every geometry outside the range seen in training
     */
    public BoundPotentials(PotentialSource source, Consumer<Extrapolation> onExtrapolation) {
        this.source = source;
        this.onExtrapolation = onExtrapolation;
    }

    /**
     * The potential of a geometry's atoms in its cell.
     *
     * @param geometry any geometry of the system
     * @return a potential, good until some others have been asked for
     * @throws PotentialException if there is none for these atoms
     */
    public BoundPotential of(Geometry geometry) {
        Place key = new Place(Arrays.stream(geometry.atomicNumbers()).boxed().toList(), geometry.cell());
        BoundPotential potential = open.get(key);
        if (potential != null) return potential;
        if (open.size() == MOST_OPEN) {
            Iterator<BoundPotential> oldest = open.values().iterator();
            source.release(oldest.next());
            oldest.remove();
        }
        potential = source.potentialFor(geometry, onExtrapolation);
        open.put(key, potential);
        return potential;
    }
}
