package nnp4j.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nnp4j.features.AniEnvironment;
import nnp4j.geometry.Element;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.Mlp;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.AtomicEnergies;
import nnp4j.units.EnergyUnit;

/**
 * Reads ANI potentials in the files of NeuroChem (Smith, Isayev and Roitberg, Chem. Sci. 8, 3192 (2017),
 * doi:10.1039/C6SC05720A): an .info file that names the constants, the self energies and the folders of the members.
 */
public final class AniImport {
    private static final int MOST_MEMBERS = 64;

    private AniImport() {}

    /**
     * Reads a model.
     *
     * @param info the .info file; the paths in it are taken from its folder
     * @return the parts of a potential
     * @throws ConvertException if a file is missing, broken, truncated or does not fit the others; the message names the file
     */
    public static ImportedPotential read(Path info) {
        List<String> lines = lines(info);
        if (lines.size() != 4)
            throw new ConvertException(info + ": expected 4 lines (constants, self energies, prefix of the members'"
                    + " folders, number of members), found " + lines.size());
        int members = count(info, lines.get(3));
        AniConstants constants = AniConstants.read(inside(info, lines.get(0)));
        Map<String, Double> energies = selfEnergies(inside(info, lines.get(1)), constants.elements());
        int[] elements = constants.elements().stream()
                .mapToInt(s -> Element.atomicNumber(s).orElseThrow())
                .toArray();
        AniEnvironment descriptor = AniEnvironment.of(elements, constants.parameters());
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        for (int z : elements) {
            List<Mlp> list = new ArrayList<>();
            for (int m = 0; m < members; m++) {
                Path file =
                        inside(info, lines.get(2) + m).resolve("networks").resolve("ANN-" + Element.symbol(z) + ".nnf");
                Mlp mlp = NeuroChemNetwork.read(file, descriptor.featureCount(z));
                if (m > 0 && !mlp.hasShapeOf(list.get(0)))
                    throw new ConvertException(file + ": expected the layers of member 0, found others");
                list.add(mlp);
            }
            networks.put(z, list);
        }
        return new ImportedPotential(
                constants.elements(),
                new AtomInputs(descriptor, Map.of(), Map.of()),
                AtomicNetworks.of(networks),
                AtomicEnergies.fitted(energies),
                AniModel.of(constants.elements(), lines.get(0), energies));
    }

    private static int count(Path info, String word) {
        try {
            int count = Integer.parseInt(word);
            if (count >= 1 && count <= MOST_MEMBERS) return count;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ConvertException(
                info + " line 4: expected a number of members from 1 to " + MOST_MEMBERS + ", found \"" + word + "\"");
    }

    /** A path of the .info file, which may not lead out of its folder. */
    private static Path inside(Path info, String name) {
        Path folder = info.toAbsolutePath().normalize().getParent();
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder))
            throw new ConvertException(info + ": expected paths inside its folder, found \"" + name + "\"");
        return path;
    }

    private static Map<String, Double> selfEnergies(Path file, List<String> elements) {
        Map<String, Double> energies = new TreeMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] words = line.split("[,=]", -1);
            try {
                if (words.length != 3 || !elements.contains(words[0].trim())) throw new NumberFormatException();
                double energy = Double.parseDouble(words[2]) * EnergyUnit.HARTREE.ev();
                if (!Double.isFinite(energy)) throw new NumberFormatException();
                energies.put(words[0].trim(), energy);
            } catch (NumberFormatException e) {
                throw new ConvertException(
                        file + " line " + number + ": expected ELEMENT,INDEX=HARTREE with an element of "
                                + String.join(", ", elements) + ", found \"" + line + "\"",
                        e);
            }
        }
        for (String element : elements)
            if (!energies.containsKey(element))
                throw new ConvertException(file + ": expected a self energy of " + element + ", found none");
        return energies;
    }

    /** The lines with something on them. */
    static List<String> lines(Path file) {
        try {
            if (Files.size(file) > 1 << 20)
                throw new ConvertException(file + ": expected a short text, found " + Files.size(file) + " bytes");
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw ConvertException.unreadable(file, e);
        }
    }
}
