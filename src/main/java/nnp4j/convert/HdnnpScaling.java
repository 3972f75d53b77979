package nnp4j.convert;

import java.nio.file.Path;
import java.util.List;

/** The rows of scaling.data for one element: minimum, maximum, mean and deviation of each function. */
final class HdnnpScaling {
    /** How a function becomes an input of the network. */
    enum Kind {
        NONE,
        SCALE,
        CENTRE,
        SCALE_AND_CENTRE,
        SIGMA
    }

    final double[] min;
    final double[] max;
    /** Input = (G - shift) factor. */
    final double[] shift;

    final double[] factor;

    private HdnnpScaling(int count) {
        min = new double[count];
        max = new double[count];
        shift = new double[count];
        factor = new double[count];
    }

    /**
     * The rows of all elements.
     *
     * @param counts number of functions of each element
     * @param low what the least value is scaled to
     * @param high what the largest value is scaled to
     */
    static HdnnpScaling[] read(Path file, int[] counts, Kind kind, double low, double high) {
        List<HdnnpLine> lines = HdnnpLine.read(file);
        HdnnpScaling[] scalings = new HdnnpScaling[counts.length];
        int next = 0;
        for (int e = 0; e < counts.length; e++) {
            scalings[e] = new HdnnpScaling(counts[e]);
            for (int f = 0; f < counts[e]; f++) {
                if (next == lines.size())
                    throw new ConvertException(file + ": expected a row for element " + (e + 1) + ", function "
                            + (f + 1) + ", found the end");
                scalings[e].take(lines.get(next++), e, f, kind, low, high);
            }
        }
        // RuNNer's files end with the range of energies, which nothing here needs
        if (next < lines.size() && lines.get(next).words().size() == 2) next++;
        if (next < lines.size())
            throw lines.get(next)
                    .wrong("the end", String.join(" ", lines.get(next).words()));
        return scalings;
    }

    private void take(HdnnpLine line, int element, int function, Kind kind, double low, double high) {
        String wanted = "element " + (element + 1) + ", function " + (function + 1);
        line.expectWords(kind == Kind.SIGMA ? 6 : 5, 6, wanted + ", min, max, mean, sigma");
        if (line.count(0) != element + 1 || line.count(1) != function + 1)
            throw line.wrong(wanted, line.word(0) + " " + line.word(1));
        double least = line.number(2);
        double largest = line.number(3);
        double mean = line.number(4);
        if (least > largest) throw line.wrong("a minimum that is not above the maximum", least + " " + largest);
        double width = switch (kind) {
            case NONE, CENTRE -> 1;
            case SCALE, SCALE_AND_CENTRE -> largest - least;
            case SIGMA -> line.number(5);
        };
        if (!(width > 0)) throw line.wrong("values that differ, to scale by", String.join(" ", line.words()));
        min[function] = least;
        max[function] = largest;
        double zero = kind == Kind.SCALE ? least : kind == Kind.NONE ? 0 : mean;
        boolean scaled = kind != Kind.NONE && kind != Kind.CENTRE;
        factor[function] = scaled ? (high - low) / width : 1;
        shift[function] = scaled ? zero - low / factor[function] : zero;
    }
}
