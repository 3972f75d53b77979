package nnp4j.potential;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nnp4j.units.Precision;

/** A card as JSON text, format version 1. Energies are in eV, lengths in angstrom; atoms count from 1. */
final class CardJson {
    private static final int FORMAT = 1;

    private CardJson() {}

    static String write(PotentialCard card) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("name", card.name());
        json.add(
                card.composition().oneMolecule() ? "atoms" : "elements",
                list(card.composition().symbols()));
        json.addProperty("energy_unit", "eV");
        json.addProperty("length_unit", "angstrom");
        json.addProperty("precision", card.precision().toString());
        InputsJson.describe(card.inputs(), json);
        JsonArray base = new JsonArray();
        card.base().forEach(term -> base.add(write(term)));
        json.add("base", base);
        json.addProperty("energy_offset_eV", card.energyOffset());
        JsonObject atoms = new JsonObject();
        new TreeMap<>(card.atomicEnergies().values()).forEach(atoms::addProperty);
        json.add("atomic_energies_eV", atoms);
        if (!card.atomicEnergies().free()) json.addProperty("atomic_energies_are", "fitted");
        json.addProperty("level_of_theory", card.levelOfTheory());
        json.add("training", write(card.training()));
        json.add("validation", write(card.validation()));
        json.add("test", write(card.test()));
        InputsJson.writeRanges(card.inputs(), json);
        json.addProperty("ensemble_size", card.ensembleSize());
        json.addProperty("licence", card.licence());
        json.addProperty("citation", card.citation());
        json.addProperty("created_with", card.createdWith());
        return ascii(new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(json));
    }

    /** Other characters escaped: not every reader of ONNX metadata takes them as UTF-8. */
    private static String ascii(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int k = 0; k < json.length(); k++) {
            char c = json.charAt(k);
            if (c < 128) text.append(c);
            else text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return text.toString();
    }

    static PotentialCard read(String text) {
        JsonFields json = JsonFields.parse(text, "card");
        long format = json.integer("format");
        if (format != FORMAT)
            throw new PotentialException("card: expected format version " + FORMAT + ", found " + format
                    + "; a later nnp4j may have written it");
        for (String[] fixed : new String[][] {{"energy_unit", "eV"}, {"length_unit", "angstrom"}})
            if (!json.text(fixed[0]).equals(fixed[1])) throw json.wrong(fixed[0], fixed[1], json.text(fixed[0]));
        Precision precision = switch (json.text("precision")) {
            case "double" -> Precision.DOUBLE;
            case "float" -> Precision.FLOAT;
            default -> throw json.wrong("precision", "double or float", json.text("precision"));
        };
        PotentialCard card = new PotentialCard(
                json.text("name"),
                json.has("elements")
                        ? Composition.anyOf(json.texts("elements"))
                        : Composition.exactly(json.texts("atoms")),
                InputsJson.read(json),
                json.objects("base").stream().map(CardJson::readTerm).toList(),
                json.number("energy_offset_eV"),
                readAtomicEnergies(json),
                json.text("level_of_theory"),
                readTraining(json.object("training")),
                readAssessment(json.object("validation")),
                readAssessment(json.object("test")),
                json.count("ensemble_size"),
                precision,
                json.text("licence"),
                json.text("citation"),
                json.text("created_with"));
        json.end();
        return card;
    }

    private static JsonObject write(PairTerm term) {
        JsonObject json = new JsonObject();
        if (term instanceof ScreenedRepulsion t) {
            json.addProperty("type", "screened-repulsion");
            json.addProperty("strength_eV_angstrom", t.strength());
            json.addProperty("decay_per_angstrom", t.decay());
        } else if (term instanceof Dispersion t) {
            json.addProperty("type", "dispersion");
            json.addProperty("c6_eV_angstrom6", t.c6());
            json.addProperty("c8_eV_angstrom8", t.c8());
            json.addProperty("c10_eV_angstrom10", t.c10());
            json.addProperty("damping_per_angstrom", t.damping());
        } else if (term instanceof Morse t) {
            json.addProperty("type", "morse");
            json.addProperty("depth_eV", t.depth());
            json.addProperty("width_per_angstrom", t.width());
            json.addProperty("minimum_angstrom", t.minimum());
        } else if (term instanceof LennardJones t) {
            json.addProperty("type", "lennard-jones");
            json.addProperty("epsilon_eV", t.epsilon());
            json.addProperty("sigma_angstrom", t.sigma());
        } else {
            throw new IllegalArgumentException(
                    "a card cannot hold " + term.getClass().getName()
                            + " (expected a screened repulsion, dispersion, Morse or Lennard-Jones term)");
        }
        return json;
    }

    private static PairTerm readTerm(JsonFields json) {
        String type = json.text("type");
        PairTerm term = switch (type) {
            case "screened-repulsion" ->
                new ScreenedRepulsion(json.number("strength_eV_angstrom"), json.number("decay_per_angstrom"));
            case "dispersion" ->
                new Dispersion(
                        json.number("c6_eV_angstrom6"),
                        json.number("c8_eV_angstrom8"),
                        json.number("c10_eV_angstrom10"),
                        json.number("damping_per_angstrom"));
            case "morse" ->
                new Morse(json.number("depth_eV"), json.number("width_per_angstrom"), json.number("minimum_angstrom"));
            case "lennard-jones" -> new LennardJones(json.number("epsilon_eV"), json.number("sigma_angstrom"));
            default -> throw json.wrong("type", "one of dispersion, lennard-jones, morse, screened-repulsion", type);
        };
        json.end();
        return term;
    }

    private static JsonObject write(Training training) {
        JsonObject json = new JsonObject();
        json.addProperty("data", training.data());
        json.addProperty("frames", training.frames());
        json.addProperty("sha256", training.sha256());
        json.addProperty("split", training.split());
        json.addProperty("method", training.method());
        json.addProperty("seed", training.seed());
        return json;
    }

    private static Training readTraining(JsonFields json) {
        Training training = new Training(
                json.text("data"),
                json.count("frames"),
                json.text("sha256"),
                json.text("split"),
                json.text("method"),
                json.integer("seed"));
        json.end();
        return training;
    }

    private static JsonObject write(Assessment assessment) {
        JsonObject json = new JsonObject();
        write(json, "count", "energy_", "_eV", assessment.energies());
        assessment.forces().ifPresent(f -> write(json, "force_count", "force_", "_eV_per_angstrom", f));
        return json;
    }

    private static void write(JsonObject json, String count, String what, String unit, Accuracy accuracy) {
        json.addProperty(count, accuracy.count());
        json.addProperty(what + "mae" + unit, accuracy.mae());
        json.addProperty(what + "rmse" + unit, accuracy.rmse());
        json.addProperty(what + "worst" + unit, accuracy.worst());
    }

    private static AtomicEnergies readAtomicEnergies(JsonFields json) {
        Map<String, Double> values = json.numbersByName("atomic_energies_eV");
        if (!json.has("atomic_energies_are")) return AtomicEnergies.free(values);
        String what = json.text("atomic_energies_are");
        if (!what.equals("fitted")) throw json.wrong("atomic_energies_are", "fitted", what);
        return AtomicEnergies.fitted(values);
    }

    private static Assessment readAssessment(JsonFields json) {
        Accuracy energies = readAccuracy(json, "count", "energy_", "_eV");
        Optional<Accuracy> forces = json.has("force_count")
                ? Optional.of(readAccuracy(json, "force_count", "force_", "_eV_per_angstrom"))
                : Optional.empty();
        json.end();
        return new Assessment(energies, forces);
    }

    private static Accuracy readAccuracy(JsonFields json, String count, String what, String unit) {
        return new Accuracy(
                json.count(count),
                json.number(what + "mae" + unit),
                json.number(what + "rmse" + unit),
                json.number(what + "worst" + unit));
    }

    private static JsonArray list(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
