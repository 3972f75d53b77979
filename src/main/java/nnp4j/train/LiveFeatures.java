package nnp4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Element;

/**
 * The features of each element's atoms that are not zero throughout the training frames: the inputs of its network.
 *
 * @param elements atomic numbers, ascending
 * @param features of each element, indices into the descriptor's, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record LiveFeatures(int[] elements, int[][] features) {
    static LiveFeatures of(AtomicDescriptor descriptor, int[] elements, List<AtomList> lists) {
        int[][] features = new int[elements.length][];
        List<TreeSet<Integer>> found =
                Arrays.stream(elements).mapToObj(z -> new TreeSet<Integer>()).toList();
        for (AtomList list : lists) {
            AtomicKernel kernel = list.kernel(descriptor);
            for (int e = 0; e < elements.length; e++)
                if (list.has(elements[e]))
                    for (int feature : kernel.liveFeatures(elements[e]))
                        found.get(e).add(feature);
        }
        for (int e = 0; e < elements.length; e++) {
            features[e] = found.get(e).stream().mapToInt(Integer::intValue).toArray();
            if (features[e].length == 0)
                throw new TrainingException("features of each atom: those of " + Element.symbol(elements[e])
                        + " are zero in every training frame (expected an atom with neighbours within "
                        + descriptor.cutoff() + " angstrom)");
        }
        return new LiveFeatures(elements, features);
    }

    /** Number of inputs of an element's network. */
    int width(int element) {
        return features[element].length;
    }

    /** Where the live features of a kernel stand among an element's inputs; -1 for those that no training frame has. */
    int[] places(int element, int[] live) {
        return Arrays.stream(live)
                .map(feature -> Math.max(-1, Arrays.binarySearch(features[element], feature)))
                .toArray();
    }
}
