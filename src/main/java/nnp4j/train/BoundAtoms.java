package nnp4j.train;

import java.util.Arrays;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;

/** A system's atoms among the inputs of the elements' networks. Immutable by convention: nobody writes to the arrays. */
final class BoundAtoms {
    private final AtomList list;
    /** Of each atom: its element, and where its inputs begin in a frame's row. */
    private final int[] elements;

    private final int[] starts;
    /** Of each element that occurs: where its kernel's live features stand among its inputs. */
    private final int[][] places;

    BoundAtoms(AtomList list, AtomicDescriptor descriptor, LiveFeatures live) {
        this.list = list;
        int n = list.count();
        elements = new int[n];
        starts = new int[n + 1];
        places = new int[live.elements().length][];
        AtomicKernel kernel = list.kernel(descriptor);
        for (int atom = 0; atom < n; atom++) {
            int element = Arrays.binarySearch(live.elements(), list.atomicNumber(atom));
            elements[atom] = element;
            starts[atom + 1] = starts[atom] + live.width(element);
            if (places[element] == null)
                places[element] = live.places(element, kernel.liveFeatures(list.atomicNumber(atom)));
        }
    }

    AtomList list() {
        return list;
    }

    int count() {
        return elements.length;
    }

    int element(int atom) {
        return elements[atom];
    }

    /** Where an atom's inputs begin; the number of all for one past the last atom. */
    int start(int atom) {
        return starts[atom];
    }

    int[] places(int element) {
        return places[element];
    }
}
