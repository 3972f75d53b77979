package nnp4j.features;

/** Array lengths, checked at the door of evaluate and pullBack: a molecule of another size must not pass for this one. */
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

    static void check(Descriptor descriptor, String what, int expected, int found) {
        if (found != expected)
            throw new IllegalArgumentException(descriptor + ": expected " + expected + " " + what + ", found " + found);
    }
}
