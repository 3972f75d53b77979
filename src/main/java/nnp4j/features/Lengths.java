package nnp4j.features;

/** Array lengths, checked at the door of every call: a molecule of another size must not pass for this one. */
final class Lengths {
    private Lengths() {}

    static void check(Descriptor descriptor, double[] x, double[] features) {
        check(descriptor, "coordinates", descriptor.coordinateCount(), x.length);
        check(descriptor, "features", descriptor.featureCount(), features.length);
    }

    static void check(Descriptor descriptor, double[] x, double[] slopes, double[] gradient) {
        check(descriptor, "coordinates", descriptor.coordinateCount(), x.length);
        check(descriptor, "slopes", descriptor.featureCount(), slopes.length);
        check(descriptor, "gradient values", descriptor.coordinateCount(), gradient.length);
    }

    static void checkJacobian(Descriptor descriptor, double[] x, double[] jacobian) {
        check(descriptor, "coordinates", descriptor.coordinateCount(), x.length);
        int expected = Math.multiplyExact(descriptor.featureCount(), descriptor.coordinateCount());
        check(descriptor, "Jacobian values", expected, jacobian.length);
    }

    static void check(Descriptor descriptor, String what, int expected, int found) {
        if (found != expected)
            throw new IllegalArgumentException(descriptor + ": expected " + expected + " " + what + ", found " + found);
    }
}
