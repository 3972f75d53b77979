package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import nnp4j.potential.Spread;
import nnp4j.units.Units;

/** How far the members of an ensemble are apart, in words and in summaries; nothing where there is one network. */
final class Spreads {
    private Spreads() {}

    /** A line on the screen. */
    static void print(PrintWriter out, String where, Optional<Spread> spread) {
        spread.ifPresent(s -> out.printf(
                Locale.ROOT,
                "spread   of the ensemble %s: energy %.2g eV (%.2g kcal/mol), force on an atom at most %.2g eV/angstrom%n",
                where,
                s.energy(),
                s.energy() / Units.KCAL_PER_MOL,
                s.force()));
    }

    /** Two numbers, their names beginning alike. */
    static void add(JsonObject json, String name, Optional<Spread> spread) {
        spread.ifPresent(s -> {
            json.addProperty(name + "_energy_eV", s.energy());
            json.addProperty(name + "_force_eV_per_angstrom", s.force());
        });
    }
}
