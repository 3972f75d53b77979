package nnp4j.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For each element an ensemble of perceptrons that give the energy of one of its atoms, in eV. Immutable. */
public final class AtomicNetworks {
    private final Map<Integer, List<Mlp>> members;

    private AtomicNetworks(Map<Integer, List<Mlp>> members) {
        this.members = members;
    }

    /**
     * The networks of some elements.
     *
     * @param members perceptrons of each element by atomic number; as many for each
     * @return the networks
     * @throws IllegalArgumentException if there is none, the numbers of perceptrons differ, or those of an element differ in
     *     shape
     */
    public static AtomicNetworks of(Map<Integer, List<Mlp>> members) {
        Map<Integer, List<Mlp>> copy = new TreeMap<>();
        members.forEach((element, list) -> copy.put(element, List.copyOf(list)));
        if (copy.isEmpty()) throw new IllegalArgumentException("expected networks of at least one element, found none");
        int count = copy.values().iterator().next().size();
        if (count == 0)
            throw new IllegalArgumentException("expected at least one network for each element, found none");
        copy.forEach((element, list) -> {
            if (list.size() != count)
                throw new IllegalArgumentException(
                        "expected as many networks for each element, found " + count + " and " + list.size());
            for (Mlp mlp : list)
                if (!mlp.hasShapeOf(list.get(0)))
                    throw new IllegalArgumentException(
                            "expected networks of one shape for element " + element + ", found several");
        });
        return new AtomicNetworks(copy);
    }

    /**
     * Number of networks of each element.
     *
     * @return at least 1
     */
    public int memberCount() {
        return members.values().iterator().next().size();
    }

    /**
     * The elements.
     *
     * @return fresh array of atomic numbers, ascending
     */
    public int[] elements() {
        return members.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The networks of an element.
     *
     * @param atomicNumber one of the elements
     * @return immutable list
     */
    public List<Mlp> members(int atomicNumber) {
        List<Mlp> list = members.get(atomicNumber);
        if (list == null) throw new IllegalArgumentException("no network for element " + atomicNumber);
        return list;
    }
}
