package nnp4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.report.DynamicsPlot;

/** The picture of a run of dynamics, from its log: so a resumed run shows all of its steps. Of replicas the first. */
final class MdPicture {
    /** Lines of the log that are drawn at most; of a longer one every so many. */
    private static final int MOST = 20_000;

    private MdPicture() {}

    static Optional<String> draw(MdReport report, Path folder, Optional<Double> target) throws IOException {
        Path log = folder.resolve("log.csv");
        int replicas = report.result.replicas();
        long lines = lines(log) / replicas;
        if (lines < 1) return Optional.of("no picture: the log is empty");
        int stride = (int) Math.max(1, (lines + MOST - 1) / MOST);
        double[][] columns = read(log, replicas, stride, (int) ((lines + stride - 1) / stride));
        boolean inPicoseconds = report.result.time() >= 10_000;
        double[] time = columns[0];
        double start = columns[3][0];
        for (int k = 0; k < time.length; k++) {
            if (inPicoseconds) time[k] /= 1000;
            columns[3][k] = 1000 * (columns[3][k] - start);
        }
        return new DynamicsPlot(
                        ScanPicture.subscripted(report.molecule.formula()) + ", molecular dynamics",
                        "potential " + report.source.name() + "; " + report.method,
                        time,
                        inPicoseconds ? "ps" : "fs",
                        columns[1],
                        "eV",
                        columns[3],
                        String.format(
                                        Locale.ROOT,
                                        "drift %.1e eV/fs/atom, fluctuation %.2g meV",
                                        report.driftPerAtom(),
                                        1e3 * report.result.statistics().fluctuation())
                                .replace('-', '−'),
                        columns[2],
                        target.map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .draw()
                .write(folder, "md");
    }

    private static long lines(Path log) throws IOException {
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            while (reader.readLine() != null) lines++;
        }
        return lines - 2; // the header
    }

    /** Time in fs, potential energy, temperature, conserved quantity. */
    private static double[][] read(Path log, int replicas, int stride, int count) throws IOException {
        double[][] columns = new double[4][count];
        int shift = replicas > 1 ? 1 : 0;
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            reader.readLine();
            reader.readLine();
            for (int k = 0; k < count; k++) {
                String[] words = reader.readLine().split(",", -1);
                columns[0][k] = Double.parseDouble(words[1]);
                columns[1][k] = Double.parseDouble(words[2 + shift]);
                columns[2][k] = Double.parseDouble(words[5 + shift]);
                columns[3][k] = Double.parseDouble(words[6 + shift]);
                for (int skipped = 0; skipped < stride * replicas - 1 && k + 1 < count; skipped++) reader.readLine();
            }
        }
        return columns;
    }
}
