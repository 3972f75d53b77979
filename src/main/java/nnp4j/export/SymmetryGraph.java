package nnp4j.export;

import java.util.ArrayList;
import java.util.List;
import nnp4j.features.AngularShape;
import nnp4j.features.CompactPolynomial;
import nnp4j.features.CutoffFunction;
import nnp4j.features.RadialShape;
import nnp4j.features.SymmetryFunction;
import nnp4j.features.SymmetryFunctions;

/** Symmetry functions one by one, by the formulas of {@link SymmetryFunction}. */
final class SymmetryGraph {
    private final Maths m;
    private final Surroundings surroundings;
    private final SymmetryFunctions functions;

    SymmetryGraph(Maths m, Surroundings surroundings, SymmetryFunctions functions) {
        this.m = m;
        this.surroundings = surroundings;
        this.functions = functions;
    }

    /** Features [atoms, features] of an element's atoms. */
    String write(Surroundings.Shell shell, int element) {
        String r = m.sqrt(shell.squares());
        List<String> columns = new ArrayList<>();
        String pairs = null;
        String cosine = null;
        String between = null;
        for (SymmetryFunction f : functions.functions(element)) {
            if (f instanceof SymmetryFunction.Radial radial) {
                String value =
                        m.mul(radial(shell.there(), r, f.radial()), surroundings.weights(shell, radial.neighbor()));
                columns.add(m.unsqueeze(m.sum(value, 1), 1));
                continue;
            }
            SymmetryFunction.Angular angular = (SymmetryFunction.Angular) f;
            if (pairs == null) {
                String both = m.and(m.unsqueeze(shell.there(), 2), m.unsqueeze(shell.there(), 1));
                pairs = m.and(both, surroundings.different());
                String unit = m.where(m.unsqueeze(shell.there(), 2), m.div(shell.vectors(), m.unsqueeze(r, 2)), 0);
                cosine = m.einsum("nic,njc->nij", unit, unit);
                String apart = m.sub(m.unsqueeze(shell.vectors(), 2), m.unsqueeze(shell.vectors(), 1));
                between = m.sqrt(m.where(pairs, m.sum(m.square(apart), 3), 1));
            }
            columns.add(angular(shell, angular, r, pairs, cosine, between));
        }
        return m.concat(1, columns.toArray(String[]::new));
    }

    /** Over ordered pairs: unlike elements in one order, like ones halved. */
    private String angular(
            Surroundings.Shell shell,
            SymmetryFunction.Angular f,
            String r,
            String pairs,
            String cosine,
            String between) {
        String fade = radial(shell.there(), r, f.radial());
        String first = m.mul(fade, surroundings.weights(shell, f.first()));
        String second = m.mul(fade, surroundings.weights(shell, f.second()));
        String product = m.mul(m.unsqueeze(first, 2), m.unsqueeze(second, 1));
        product = m.mul(product, shape(f.angular(), cosine));
        if (f.closed()) product = m.mul(product, radial(pairs, between, f.radial()));
        String kept = m.where(pairs, product, 0);
        String sum = m.sum(kept, 1, 2);
        return m.unsqueeze(f.first() == f.second() ? m.mul(sum, 0.5) : sum, 1);
    }

    private String radial(String there, String r, RadialShape shape) {
        String value;
        if (shape instanceof RadialShape.Compact c) {
            double middle = 0.5 * (c.low() + c.radius());
            String x = m.mul(m.abs(m.add(r, -middle)), 1 / (0.5 * (c.radius() - c.low())));
            value = compact(c.polynomial(), x);
        } else {
            RadialShape.Gaussian g = (RadialShape.Gaussian) shape;
            String gaussian = m.exp(m.mul(m.square(m.add(r, -g.centre())), -g.eta()));
            value = m.mul(gaussian, fade(functions.cutoffFunction(), r, g.radius()));
        }
        return m.where(m.and(there, m.below(r, shape.radius())), value, 0);
    }

    private String fade(CutoffFunction f, String r, double radius) {
        double inner = f.inner() * radius;
        String x = m.atLeast(m.mul(m.add(r, -inner), 1 / (radius - inner)), 0);
        return switch (f.shape()) {
            case HARD -> m.tape().scalar(1);
            case COSINE -> m.add(m.mul(m.cos(m.mul(x, Math.PI)), 0.5), 0.5);
            case TANH -> m.power(fall(r, radius), 3);
            case NORMALIZED_TANH -> m.power(m.mul(fall(r, radius), 1 / Math.tanh(1)), 3);
            case EXPONENTIAL -> compact(CompactPolynomial.E, x);
            case POLY1 -> compact(CompactPolynomial.P1, x);
            case POLY2 -> compact(CompactPolynomial.P2, x);
            case POLY3 -> compact(CompactPolynomial.P3, x);
            case POLY4 -> compact(CompactPolynomial.P4, x);
        };
    }

    private String fall(String r, double radius) {
        return m.tape().node("Tanh", m.from(1, m.mul(r, 1 / radius)));
    }

    /** The polynomial of x below 1, and 0 from there on. */
    private String compact(CompactPolynomial p, String x) {
        String inside = m.below(x, 1);
        String safe = m.where(inside, x, 0);
        String y = p.name().endsWith("A") ? m.mul(m.from(2, safe), safe) : safe;
        String z = m.from(1, y); // the rise of 1 - y keeps digits near 1
        String value = switch (p) {
            case P1, P1A -> m.mul(m.square(z), m.polynomial(z, 3, -2));
            case P2, P2A -> m.mul(m.power(z, 3), m.polynomial(z, 10, -15, 6));
            case P3, P3A -> m.mul(m.power(z, 4), m.polynomial(z, 35, -84, 70, -20));
            case P4, P4A -> m.mul(m.power(z, 5), m.polynomial(z, 126, -420, 540, -315, 70));
            case E -> m.exp(m.from(1, m.over(1, m.from(1, m.square(y)))));
        };
        return m.where(inside, value, 0);
    }

    private String shape(AngularShape shape, String cosine) {
        if (shape instanceof AngularShape.Power p) {
            String base = m.atLeast(m.mul(m.add(m.mul(cosine, p.lambda()), 1), 0.5), 0);
            return m.mul(m.power(base, p.zeta()), 2);
        }
        AngularShape.Sector s = (AngularShape.Sector) shape;
        double middle = Math.toRadians(0.5 * (s.left() + s.right()));
        double half = Math.toRadians(0.5 * (s.right() - s.left()));
        String angle = m.tape().node("Acos", m.atMost(m.atLeast(cosine, -1 + 1e-15), 1 - 1e-15));
        return compact(s.polynomial(), m.mul(m.abs(m.add(angle, -middle)), 1 / half));
    }
}
