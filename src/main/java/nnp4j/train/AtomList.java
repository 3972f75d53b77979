package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;

/** The atoms of a system in their order, which several frames may share: what a kernel is bound to. Immutable. */
final class AtomList {
    private final int[] atomicNumbers;
    private final boolean periodic;

    private AtomList(int[] atomicNumbers, boolean periodic) {
        this.atomicNumbers = atomicNumbers;
        this.periodic = periodic;
    }

    /** The different lists among some frames, and which of them each frame has. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
    record Census(List<AtomList> lists, int[] ofFrame) {}

    static Census census(DataSet data, int[] frames) {
        List<AtomList> lists = new ArrayList<>();
        Map<List<Integer>, Integer> known = new HashMap<>();
        int[] ofFrame = new int[frames.length];
        for (int i = 0; i < frames.length; i++) {
            Geometry geometry = data.geometry(frames[i]);
            boolean periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
            List<Integer> key = new ArrayList<>(
                    Arrays.stream(geometry.atomicNumbers()).boxed().toList());
            key.add(periodic ? -1 : 0);
            ofFrame[i] = known.computeIfAbsent(key, k -> {
                lists.add(new AtomList(geometry.atomicNumbers(), periodic));
                return lists.size() - 1;
            });
        }
        return new Census(List.copyOf(lists), ofFrame);
    }

    int count() {
        return atomicNumbers.length;
    }

    int atomicNumber(int atom) {
        return atomicNumbers[atom];
    }

    boolean has(int element) {
        return Arrays.stream(atomicNumbers).anyMatch(z -> z == element);
    }

    AtomicKernel kernel(AtomicDescriptor descriptor) {
        return descriptor.kernelFor(atomicNumbers, periodic);
    }
}
