package nnp4j.convert;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Element;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.Mlp;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.FeatureScaling;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * Reads Behler-Parrinello potentials in the files of RuNNer and n2p2: input.nn, scaling.data and weights.ZZZ.data (Singraber,
 * Behler and Dellago, J. Chem. Theory Comput. 15, 1827 (2019), doi:10.1021/acs.jctc.8b00770). Strictly: what is not known to leave
 * the energy alone is refused.
 */
public final class HdnnpImport {
    private HdnnpImport() {}

    /**
     * Reads a potential.
     *
     * @param folder that holds the files
     * @param length unit of the files, in which no file says so
     * @param energy unit of the files, in which no file says so
     * @return the potential in angstrom and eV
     * @throws ConvertException if a file is missing or broken, the files do not fit one another, or the potential is of a kind
     *     that cannot be converted; the message names file and line
     */
    public static ImportedPotential read(Path folder, LengthUnit length, EnergyUnit energy) {
        HdnnpSettings settings = HdnnpSettings.read(folder.resolve("input.nn"));
        SymmetryFunctions functions = settings.functions(length.angstrom());
        List<Integer> elements = settings.elements();
        int[] counts = elements.stream().mapToInt(functions::featureCount).toArray();
        HdnnpScaling[] rows = settings.scalings(folder.resolve("scaling.data"), counts);
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        Map<String, FeatureRange> ranges = new TreeMap<>();
        Map<String, FeatureScaling> scalings = new TreeMap<>();
        Map<String, Double> atomicEnergies = new TreeMap<>();
        for (int e = 0; e < counts.length; e++) {
            int element = elements.get(e);
            Mlp mlp = network(folder, settings, element, counts[e]);
            networks.put(element, List.of(mlp.scaled(energy.ev() / settings.energyFactor(), 0)));
            String symbol = Element.symbol(element);
            ranges.put(symbol, new FeatureRange(boxed(rows[e].min), boxed(rows[e].max)));
            scalings.put(symbol, new FeatureScaling(boxed(rows[e].shift), boxed(rows[e].factor)));
            atomicEnergies.put(symbol, settings.atomEnergy(element) * energy.ev());
        }
        return new ImportedPotential(
                elements.stream().map(Element::symbol).toList(),
                new AtomInputs(functions, ranges, scalings),
                AtomicNetworks.of(networks),
                AtomicEnergies.fitted(atomicEnergies),
                ImportedPotential.Publication.unknown(
                        folder.toAbsolutePath().normalize().getFileName().toString()));
    }

    /**
     * The symmetry functions of an input.nn alone, to train new networks with: those of some elements and their neighbours of
     * these elements.
     *
     * @param file lines symfunction_short, elements and cutoff_type; other lines as in a potential's
     * @param length unit of the file
     * @param elements atomic numbers, all of which the file must have
     * @return the functions in angstrom
     * @throws ConvertException if the file is missing or broken, lacks an element, or has no function for one
     */
    public static SymmetryFunctions symmetryFunctions(Path file, LengthUnit length, int... elements) {
        SymmetryFunctions all = HdnnpSettings.read(file).functions(length.angstrom());
        try {
            return all.among(elements);
        } catch (IllegalArgumentException e) {
            throw new ConvertException(file + ": " + e.getMessage(), e);
        }
    }

    private static Mlp network(Path folder, HdnnpSettings settings, int element, int inputs) {
        int[] hidden = settings.hidden(element);
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = 1;
        Path file = folder.resolve(String.format(Locale.ROOT, "weights.%03d.data", element));
        return HdnnpWeights.read(
                file, widths, settings.activations(element, hidden.length + 1), settings.normalizesNodes());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
