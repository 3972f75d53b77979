package nnp4j.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.network.OnnxExport;
import nnp4j.onnx.Attributes;
import nnp4j.onnx.GraphException;
import nnp4j.onnx.Tape;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PairTerm;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;

/**
 * A potential as one ONNX model that needs nothing else: input {@code coordinates} [atoms, 3] in angstrom, outputs
 * {@code energy} [] in eV and {@code forces} [atoms, 3] in eV/angstrom, in double precision (the networks inside in their own).
 *
 * <p>For a periodic system the program that runs the model finds the neighbours, all within the potential's cutoff, for each atom
 * in both directions: inputs {@code neighbors} [atoms, most], indices of atoms from 0, filled up with -1, and
 * {@code shifts} [atoms, most, 3], what is added to a neighbour's coordinates, in angstrom; there is one more output, the
 * {@code virial} [3, 3], in eV: minus the sum over pairs of distance times slope, so that stress = -virial / volume.
 */
public final class CompleteModel {
    /** Name of the first input. */
    public static final String COORDINATES = "coordinates";
    /** Name of the input of neighbours. */
    public static final String NEIGHBORS = "neighbors";
    /** Name of the input of their shifts. */
    public static final String SHIFTS = "shifts";
    /** Name of the first output. */
    public static final String ENERGY = "energy";
    /** Name of the second output. */
    public static final String FORCES = "forces";
    /** Name of the output of periodic systems. */
    public static final String VIRIAL = "virial";

    private final Path path;
    private final PotentialCard card;
    private final Geometry molecule;
    private final int atoms;
    private final Maths m;
    private final Map<String, String> seeds = new LinkedHashMap<>();
    private final List<String> energies = new ArrayList<>();

    private CompleteModel(Path path, PotentialCard card, Geometry molecule, Tape tape) {
        this.path = path;
        this.card = card;
        this.molecule = molecule;
        this.atoms = molecule.atomCount();
        this.m = new Maths(tape);
    }

    /**
     * The model of a potential and a molecule.
     *
     * @param path of a potential file
     * @param molecule its atoms, in the order of the coordinates, and whether it is periodic
     * @return bytes of an ONNX file, opset 18, IR version 8
     * @throws PotentialException if the potential is broken or not made for these atoms
     * @throws IOException if the file cannot be read
     */
    public static byte[] of(Path path, Geometry molecule) throws IOException {
        PotentialCard card;
        try (PotentialFile file = PotentialFile.open(path)) {
            file.potentialFor(molecule, outside -> {}).close(); // says what does not fit
            card = file.card();
        }
        try (Tape tape = new Tape("energy_and_forces")) {
            return new CompleteModel(path, card, molecule, tape).model(Files.readAllBytes(path));
        } catch (GraphException e) {
            throw new PotentialException(path + ": cannot be exported: " + e.getMessage(), e);
        }
    }

    private byte[] model(byte[] file) {
        boolean periodic = molecule.cell().map(Cell::isPeriodic).orElse(false);
        double[] x = molecule.toArray();
        long[] shape = {atoms, 3};
        m.tape().input(COORDINATES, x, shape, x, shape, atoms, 3);
        List<String> inputs = new ArrayList<>(List.of(COORDINATES));
        if (card.inputs() instanceof MoleculeInputs molecular) {
            ofMolecule(molecular, file);
        } else {
            AtomInputs atomic = (AtomInputs) card.inputs();
            Surroundings surroundings = new Surroundings(m, molecule, atomic.descriptor());
            new AtomsGraph(m, surroundings, atomic, card, seeds, energies).write(file);
            if (periodic) inputs.add(SHIFTS);
            else surroundings.fixAllNeighbors();
        }
        if (!card.base().isEmpty()) base();
        finish(inputs);
        return m.tape().model(metadata());
    }

    private void ofMolecule(MoleculeInputs inputs, byte[] file) {
        Descriptor descriptor = card.composition().oneMolecule()
                ? inputs.descriptor()
                : inputs.descriptor().forAtoms(molecule.atomicNumbers());
        String features = MoleculeGraph.write(m, descriptor, COORDINATES);
        List<String> found = m.tape()
                .call(file, Map.of(OnnxExport.FEATURES, features), List.of(OnnxExport.ENERGY, OnnxExport.SLOPES));
        energies.add(m.reshape(found.get(0)));
        seeds.put(features, found.get(1));
    }

    private void base() {
        String r = PairGraph.distances(m, COORDINATES, PairGraph.all(atoms));
        String sum = null;
        for (PairTerm term : card.base()) {
            String energy = BaseGraph.energy(m, term, r);
            sum = sum == null ? energy : m.add(sum, energy);
        }
        energies.add(sum);
        seeds.put(sum, m.tape().scalar(1));
    }

    private void finish(List<String> inputs) {
        Tape tape = m.tape();
        String total = tape.scalar(card.energyOffset() + card.atomicEnergies().sum(molecule));
        for (String energy : energies) total = m.add(total, energy);
        tape.output(total, ENERGY);
        seeds.keySet().removeIf(value -> !tape.smooth(value)); // atom counts have no slope
        List<String> slopes = seeds.isEmpty()
                ? List.of(tape.constant("still", new double[3 * atoms], atoms, 3))
                : tape.gradients(seeds, inputs);
        String zero = tape.scalar(0); // 0 - x has no -0
        tape.output(tape.append("Sub", zero, slopes.get(0)), FORCES, atoms, 3);
        if (inputs.contains(SHIFTS)) {
            String vectors = tape.append("Reshape", Surroundings.VECTORS, tape.integers(-1, 3));
            String pulls = tape.append("Reshape", slopes.get(1), tape.integers(-1, 3));
            String product = tape.append("Gemm", Attributes.of("transA", 1), vectors, pulls);
            tape.output(tape.append("Sub", zero, product), VIRIAL, 3, 3);
        }
    }

    private Map<String, String> metadata() {
        StringBuilder symbols = new StringBuilder();
        for (int z : molecule.atomicNumbers())
            symbols.append(symbols.isEmpty() ? "" : " ").append(Element.symbol(z));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("name", card.name());
        metadata.put("atoms", symbols.toString());
        metadata.put("units", "coordinates angstrom, energy eV, forces eV/angstrom");
        metadata.put("level_of_theory", card.levelOfTheory());
        metadata.put("licence", card.licence());
        metadata.put("citation", card.citation());
        metadata.put("source", path.getFileName().toString());
        if (card.inputs() instanceof AtomInputs atomic)
            metadata.put("cutoff_angstrom", String.valueOf(atomic.descriptor().cutoff()));
        return metadata;
    }
}
