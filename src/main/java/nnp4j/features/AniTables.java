package nnp4j.features;

/** What every kernel of an ANI environment shares: tables and constants. Immutable. */
final class AniTables {
    /** Factor of the cosine, which keeps it away from 1. */
    static final double COSINE_FACTOR = 0.95;

    final double radialCutoff;
    final double radialEta;
    final ShiftedGaussians radial;
    final double angularCutoff;
    final double angularEta;
    /** Centre of the angular shifts, and the shifts. */
    final double middle;

    final double[] shifts;
    final TiltedFactors angularFactors;
    final int angles;
    final AngularTable angular;

    AniTables(AniParameters p) {
        radialCutoff = p.radialCutoff();
        radialEta = p.radialEta();
        radial = new ShiftedGaussians(p.radialEta(), p.radialShifts(), p.radialCutoff());
        angularCutoff = p.angularCutoff();
        angularEta = p.angularEta();
        middle = AniParameters.middle(p.angularShifts());
        shifts = p.angularShifts().stream().mapToDouble(Double::doubleValue).toArray();
        angularFactors = new TiltedFactors(angularEta, shifts, middle, angularCutoff);
        angles = p.angles().size();
        angular = new AngularTable(p.zeta(), p.angles(), COSINE_FACTOR);
    }

    int radialCount() {
        return radial.count();
    }

    int angularCount() {
        return shifts.length * angles;
    }
}
