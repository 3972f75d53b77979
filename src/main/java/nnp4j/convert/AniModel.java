package nnp4j.convert;

import java.util.List;
import java.util.Map;
import nnp4j.units.EnergyUnit;

/** The published ANI models, told apart by their elements and the self energy of hydrogen. */
final class AniModel {
    /** Self energies of hydrogen, hartree, as in the models' files. */
    private static final double H_1X = -0.60095298;

    private static final double H_1CCX = -0.5991501324919538;
    private static final double H_2X = -0.5978583943827134;
    private static final double TOLERANCE = 1e-9;

    private AniModel() {}

    static ImportedPotential.Publication of(List<String> elements, String constants, Map<String, Double> energies) {
        double hydrogen = energies.getOrDefault("H", 0.0) / EnergyUnit.HARTREE.ev();
        if (elements.size() == 4 && Math.abs(hydrogen - H_1X) < TOLERANCE)
            return new ImportedPotential.Publication(
                    "ANI-1x",
                    "wB97X/6-31G(d)",
                    "MIT",
                    "Smith, Nebgen, Lubbers, Isayev, Roitberg, J. Chem. Phys. 148, 241733 (2018),"
                            + " doi:10.1063/1.5023802");
        if (elements.size() == 4 && Math.abs(hydrogen - H_1CCX) < TOLERANCE)
            return new ImportedPotential.Publication(
                    "ANI-1ccx",
                    "CCSD(T)*/CBS",
                    "MIT",
                    "Smith et al., Nat. Commun. 10, 2903 (2019), doi:10.1038/s41467-019-10827-4");
        if (elements.size() == 7 && Math.abs(hydrogen - H_2X) < TOLERANCE)
            return new ImportedPotential.Publication(
                    "ANI-2x",
                    "wB97X/6-31G(d)",
                    "MIT",
                    "Devereux et al., J. Chem. Theory Comput. 16, 4192 (2020), doi:10.1021/acs.jctc.0c00121");
        return ImportedPotential.Publication.unknown(constants.replaceFirst("\\.params$", ""));
    }
}
