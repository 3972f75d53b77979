package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CartesianTest implements DescriptorContract {
    @Override
    public List<Descriptor> descriptors() {
        return List.of(Cartesian.of(1), Cartesian.of(5));
    }

    @Override
    public boolean invariant() {
        return false;
    }

    @Test
    void featuresAreTheCoordinates() {
        double[] features = new double[6];
        Cartesian.of(2).evaluate(new double[] {1, 2, 3, 4, 5, 6}, features);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, features);
        assertEquals("y(2)", Cartesian.of(2).featureName(4));
        assertEquals(2, Cartesian.of(2).atomCount());
    }

    @Test
    void noAtomIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cartesian.of(0));
    }
}
