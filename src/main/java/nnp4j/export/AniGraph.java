package nnp4j.export;

import java.util.List;
import nnp4j.features.AniParameters;

/** ANI's environment vectors, by the formulas of {@link nnp4j.features.AniEnvironment}. */
final class AniGraph {
    private final Maths m;
    private final Surroundings surroundings;
    private final AniParameters p;

    AniGraph(Maths m, Surroundings surroundings, AniParameters parameters) {
        this.m = m;
        this.surroundings = surroundings;
        this.p = parameters;
    }

    /** Features [atoms, features]. */
    String write(Surroundings.Shell shell, int atoms) {
        String r = m.sqrt(shell.squares());
        String kinds = surroundings.kinds(shell);
        int elements = surroundings.elements().length;
        String radial = m.einsum("nje,njs->nes", kinds, radial(shell, r));
        String flat =
                m.reshape(radial, atoms, (long) elements * p.radialShifts().size());
        return m.concat(1, flat, angular(shell, r, kinds, atoms, elements));
    }

    private String fade(Surroundings.Shell shell, String r, double cutoff) {
        String cosine = m.cos(m.mul(r, Math.PI / cutoff));
        String value = m.add(m.mul(cosine, 0.5), 0.5);
        return m.where(m.and(shell.there(), m.below(r, cutoff)), value, 0);
    }

    private String constants(String name, List<Double> values) {
        return m.tape()
                .constant(name, values.stream().mapToDouble(Double::doubleValue).toArray(), values.size());
    }

    private String gaussians(String name, String distance, List<Double> shifts, double eta, long axis) {
        String apart = m.sub(m.unsqueeze(distance, axis), constants(name, shifts));
        return m.exp(m.mul(m.square(apart), -eta));
    }

    /** [atoms, most, shifts]. */
    private String radial(Surroundings.Shell shell, String r) {
        String gaussians = gaussians("radial_shifts", r, p.radialShifts(), p.radialEta(), 2);
        return m.mul(gaussians, m.unsqueeze(m.mul(fade(shell, r, p.radialCutoff()), 0.25), 2));
    }

    /** Over ordered pairs of neighbours: those of unlike elements come once in each order, like ones are halved. */
    private String angular(Surroundings.Shell shell, String r, String kinds, int atoms, int elements) {
        long count = (long) p.angularShifts().size() * p.angles().size();
        String half = m.einsum("nje,njkc->nekc", kinds, terms(shell, r));
        String whole = m.einsum("nkf,nekc->nefc", kinds, half);
        String sums = m.reshape(whole, atoms, (long) elements * elements, count);
        long[] pairs = new long[elements * (elements + 1) / 2];
        double[] shares = new double[pairs.length];
        int next = 0;
        for (int a = 0; a < elements; a++)
            for (int b = a; b < elements; b++) {
                pairs[next] = (long) a * elements + b;
                shares[next++] = a == b ? 0.5 : 1;
            }
        String chosen = m.mul(m.take(sums, 1, pairs), m.tape().constant("shares", shares, pairs.length, 1));
        return m.reshape(chosen, atoms, pairs.length * count);
    }

    /** 2 ((1 + cos(theta - a))/2)^zeta exp(-eta (mean distance - s)^2) f f of every two places, [atoms, most, most, terms]. */
    private String terms(Surroundings.Shell shell, String r) {
        String fade = fade(shell, r, p.angularCutoff());
        String both = m.mul(m.unsqueeze(fade, 2), m.unsqueeze(fade, 1));
        String faded = m.where(surroundings.different(), both, 0);
        String unit = m.where(m.unsqueeze(shell.there(), 2), m.div(shell.vectors(), m.unsqueeze(r, 2)), 0);
        String cosine = m.mul(m.einsum("nic,njc->nij", unit, unit), 0.95);
        String sine = m.sqrt(m.atLeast(m.from(1, m.square(cosine)), 1e-6)); // at most 0.95 where it counts
        double[] cosines = p.angles().stream().mapToDouble(Math::cos).toArray();
        double[] sines = p.angles().stream().mapToDouble(Math::sin).toArray();
        String turned = m.add(
                m.mul(m.unsqueeze(cosine, 3), m.tape().constant("cosines", cosines, cosines.length)),
                m.mul(m.unsqueeze(sine, 3), m.tape().constant("sines", sines, sines.length)));
        String angles = m.power(m.atLeast(m.mul(m.add(turned, 1), 0.5), 1e-300), p.zeta());
        String mean = m.mul(m.add(m.unsqueeze(r, 2), m.unsqueeze(r, 1)), 0.5);
        String shifts = m.mul(
                gaussians("angular_shifts", mean, p.angularShifts(), p.angularEta(), 3),
                m.unsqueeze(m.mul(faded, 2), 3));
        String all = m.mul(m.unsqueeze(shifts, 4), m.unsqueeze(angles, 3)); // [atoms, most, most, shifts, angles]
        String places = m.tape().node("Shape", faded); // [atoms, most, most]
        String flat = m.concat(
                0,
                places,
                m.tape().integers((long) p.angularShifts().size() * p.angles().size()));
        return m.tape().node("Reshape", all, flat);
    }
}
