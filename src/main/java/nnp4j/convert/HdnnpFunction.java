package nnp4j.convert;

import java.util.Collection;
import nnp4j.features.AngularShape;
import nnp4j.features.CompactPolynomial;
import nnp4j.features.RadialShape;
import nnp4j.features.SymmetryFunction;
import nnp4j.geometry.Element;

/** Reads lines {@code symfunction_short CENTRE TYPE ...}. */
final class HdnnpFunction {
    private final HdnnpLine line;
    private final Collection<Integer> elements;
    /** One of the file's lengths in angstrom. */
    private final double length;

    private int next = 1;

    private HdnnpFunction(HdnnpLine line, Collection<Integer> elements, double length) {
        this.line = line;
        this.elements = elements;
        this.length = length;
    }

    /** Atomic number of the central element. */
    static int centre(HdnnpLine line, Collection<Integer> elements) {
        line.expectWords(3, Integer.MAX_VALUE, "symfunction_short with an element, a type and parameters");
        return new HdnnpFunction(line, elements, 1).element();
    }

    /** The function, in angstrom. */
    static SymmetryFunction of(HdnnpLine line, Collection<Integer> elements, double length) {
        HdnnpFunction reader = new HdnnpFunction(line, elements, length);
        reader.element();
        try {
            return reader.read();
        } catch (IllegalArgumentException e) {
            throw line.wrong(e);
        }
    }

    private SymmetryFunction read() {
        int type = line.count(next++);
        return switch (type) {
            case 2 -> {
                expect("element eta rshift rcutoff", 7, 7);
                yield radial(element());
            }
            case 3, 9 -> {
                expect("element element eta lambda zeta rcutoff [rshift]", 9, 10);
                yield angular(type == 3);
            }
            case 12 -> {
                expect("eta rshift rcutoff", 6, 6);
                yield radial(SymmetryFunction.ANY);
            }
            case 13 -> {
                expect("eta rshift lambda zeta rcutoff", 8, 8);
                yield weightedAngular();
            }
            case 20 -> {
                expect("element rlow rcutoff subtype", 7, 7);
                yield compactRadial(element());
            }
            case 23 -> {
                expect("rlow rcutoff subtype", 6, 6);
                yield compactRadial(SymmetryFunction.ANY);
            }
            case 21, 22 -> {
                expect("element element rlow rcutoff left right subtype", 10, 10);
                yield compactAngular(element(), element(), type == 21);
            }
            case 24, 25 -> {
                expect("rlow rcutoff left right subtype", 8, 8);
                yield compactAngular(SymmetryFunction.ANY, SymmetryFunction.ANY, type == 24);
            }
            default ->
                throw line.wrong("symmetry function of type 2, 3, 9, 12, 13 or 20 to 25", Integer.toString(type));
        };
    }

    private void expect(String parameters, int fewest, int most) {
        line.expectWords(fewest, most, "symfunction_short element " + line.word(2) + " " + parameters);
    }

    private int element() {
        String symbol = line.word(next++);
        int number = Element.atomicNumber(symbol).orElse(0);
        if (!elements.contains(number)) throw line.wrong("one of the elements of this file", symbol);
        return number;
    }

    private double length() {
        return line.number(next++) * length;
    }

    private double eta() {
        return line.number(next++) / (length * length);
    }

    private CompactPolynomial polynomial() {
        return CompactPolynomial.of(line.word(next++));
    }

    private SymmetryFunction radial(int neighbor) {
        double eta = eta();
        double shift = length();
        return new SymmetryFunction.Radial(neighbor, new RadialShape.Gaussian(eta, shift, length()));
    }

    private SymmetryFunction angular(boolean closed) {
        int first = element();
        int second = element();
        double eta = eta();
        AngularShape.Power power = new AngularShape.Power(line.number(next++), line.number(next++));
        double radius = length();
        double shift = next < line.words().size() ? length() : 0;
        return new SymmetryFunction.Angular(first, second, new RadialShape.Gaussian(eta, shift, radius), power, closed);
    }

    private SymmetryFunction weightedAngular() {
        double eta = eta();
        double shift = length();
        AngularShape.Power power = new AngularShape.Power(line.number(next++), line.number(next++));
        RadialShape.Gaussian gaussian = new RadialShape.Gaussian(eta, shift, length());
        return new SymmetryFunction.Angular(SymmetryFunction.ANY, SymmetryFunction.ANY, gaussian, power, true);
    }

    private SymmetryFunction compactRadial(int neighbor) {
        double low = length();
        double radius = length();
        return new SymmetryFunction.Radial(neighbor, new RadialShape.Compact(low, radius, polynomial()));
    }

    private SymmetryFunction compactAngular(int first, int second, boolean closed) {
        double low = length();
        double radius = length();
        double left = line.number(next++);
        double right = line.number(next++);
        CompactPolynomial polynomial = polynomial();
        return new SymmetryFunction.Angular(
                first,
                second,
                new RadialShape.Compact(low, radius, polynomial),
                new AngularShape.Sector(left, right, polynomial),
                closed);
    }
}
