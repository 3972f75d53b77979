package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/** What is to be known of data before anything is trained: how many frames of what, energies, forces, duplicates, outliers. */
public final class DataReport {
    /** Distances (angstrom) so close make two geometries the same. */
    private static final double SAME = 1e-6;
    /** Energies (eV) of one geometry may differ by rounding in the file. */
    private static final double SAME_ENERGY = 1e-6;
    /** Deviations from the median, in robust standard deviations, beyond which a frame is named. */
    private static final double OUTLIER = 8;

    private static final int MOST_NAMED = 5;

    private final List<String> lines = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private DataReport() {}

    /**
     * Looks at data.
     *
     * @param data frames
     * @return the report
     */
    public static DataReport of(DataSet data) {
        DataReport report = new DataReport();
        report.compositions(data);
        report.energies(data);
        if (data.hasForces()) report.forces(data);
        report.duplicates(data);
        report.outliers(data);
        return report;
    }

    /**
     * The report.
     *
     * @return a few short lines
     */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * What is probably wrong.
     *
     * @return one line each, naming frames; mostly empty
     */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void compositions(DataSet data) {
        Map<String, Long> counts = data.frames().stream()
                .collect(Collectors.groupingBy(f -> f.geometry().formula(), Collectors.counting()));
        String named = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(4)
                .map(e -> counts.size() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + ")")
                .collect(Collectors.joining(", "));
        int least = data.frames().stream()
                .mapToInt(f -> f.geometry().atomCount())
                .min()
                .orElseThrow();
        lines.add(data.size() + " frames" + (data.hasForces() ? " with forces" : ", energies only") + ": " + named
                + (counts.size() > 4 ? " and " + (counts.size() - 4) + " more compositions" : "")
                + (least < data.mostAtoms() ? "; " + least + " to " + data.mostAtoms() + " atoms" : ""));
    }

    private void energies(DataSet data) {
        double[] e = IntStream.range(0, data.size()).mapToDouble(data::energy).toArray();
        double mean = Arrays.stream(e).average().orElseThrow();
        double spread = Math.sqrt(
                Arrays.stream(e).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        double low = Arrays.stream(e).min().orElseThrow();
        double range = Arrays.stream(e).max().orElseThrow() - low;
        lines.add(String.format(
                Locale.ROOT,
                "energies from %.6f eV over %.4g eV = %.4g kcal/mol; standard deviation %.4g kcal/mol",
                low,
                range,
                range / Units.KCAL_PER_MOL,
                spread / Units.KCAL_PER_MOL));
    }

    private void forces(DataSet data) {
        double squared = 0;
        double largest = 0;
        long count = 0;
        for (int i = 0; i < data.size(); i++)
            for (double f : data.forces(i)) {
                squared += f * f;
                largest = Math.max(largest, Math.abs(f));
                count++;
            }
        lines.add(String.format(
                Locale.ROOT,
                "forces RMS %.4g eV/angstrom, largest component %.4g",
                Math.sqrt(squared / count),
                largest));
    }

    /** Frames that repeat an earlier one are found by the sum of their distances, sorted. */
    private void duplicates(DataSet data) {
        double[] keys = new double[data.size()];
        for (int i = 0; i < keys.length; i++) keys[i] = key(data.geometry(i));
        Integer[] order = IntStream.range(0, keys.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> keys[i]));
        int same = 0;
        List<String> contradictions = new ArrayList<>();
        Map<Integer, Integer> repeats = new HashMap<>();
        for (int k = 1; k < order.length; k++)
            for (int back = k - 1; back >= 0 && keys[order[k]] - keys[order[back]] <= width(data, order[k]); back--) {
                int first = Math.min(order[k], order[back]);
                int second = Math.max(order[k], order[back]);
                if (!isSame(data.geometry(first), data.geometry(second)) || repeats.containsKey(second)) continue;
                repeats.put(second, first);
                same++;
                if (Math.abs(data.energy(first) - data.energy(second)) > SAME_ENERGY)
                    contradictions.add(data.number(first) + " and " + data.number(second));
                break;
            }
        lines.add(same == 0 ? "no geometry comes twice" : same + " frames repeat the geometry of an earlier one");
        if (!contradictions.isEmpty())
            warnings.add("frames " + named(contradictions) + ": the same geometry with different energies");
    }

    private static double width(DataSet data, int frame) {
        int n = data.geometry(frame).atomCount();
        return SAME * n * n;
    }

    private static double key(Geometry geometry) {
        double sum = 0;
        for (int i = 0; i < geometry.atomCount(); i++)
            for (int j = i + 1; j < geometry.atomCount(); j++) sum += geometry.distance(i, j);
        return sum;
    }

    private static boolean isSame(Geometry a, Geometry b) {
        if (!Arrays.equals(a.atomicNumbers(), b.atomicNumbers())) return false;
        for (int i = 0; i < a.atomCount(); i++)
            for (int j = i + 1; j < a.atomCount(); j++)
                if (Math.abs(a.distance(i, j) - b.distance(i, j)) > SAME) return false;
        return true;
    }

    /** By the median absolute deviation, among frames of one molecule: compositions differ for good reason. */
    private void outliers(DataSet data) {
        if (!data.oneMolecule()) return;
        double[] e = IntStream.range(0, data.size()).mapToDouble(data::energy).toArray();
        double middle = median(e);
        double deviation =
                1.4826 * median(Arrays.stream(e).map(x -> Math.abs(x - middle)).toArray());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < e.length; i++)
            if (Math.abs(e[i] - middle) > OUTLIER * deviation) found.add(Integer.toString(data.number(i)));
        if (!found.isEmpty() && found.size() < 0.01 * data.size())
            warnings.add(
                    "frames " + named(found) + ": energies more than 8 robust standard deviations from the median");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String named(List<String> frames) {
        return frames.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (frames.size() > MOST_NAMED ? " and " + (frames.size() - MOST_NAMED) + " more" : "");
    }
}
