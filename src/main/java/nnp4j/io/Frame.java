package nnp4j.io;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Geometry;

/** One geometry of a file with what the file says about it. Immutable. */
public final class Frame {
    private final int number;
    private final Geometry geometry;
    private final String title;
    private final OptionalDouble energy;
    private final double[] forces;
    private final Optional<List<Bond>> bonds;
    private final Map<String, String> properties;

    private Frame(
            int number,
            Geometry geometry,
            String title,
            OptionalDouble energy,
            double[] forces,
            Optional<List<Bond>> bonds,
            Map<String, String> properties) {
        this.number = number;
        this.geometry = geometry;
        this.title = title;
        this.energy = energy;
        this.forces = forces;
        this.bonds = bonds;
        this.properties = properties;
    }

    /**
     * A geometry by itself.
     *
     * @param geometry nuclei in space
     * @return frame 1 of nothing, without energy
     */
    public static Frame of(Geometry geometry) {
        return of(1, geometry, "");
    }

    static Frame of(int number, Geometry geometry, String title) {
        return new Frame(number, geometry, title, OptionalDouble.empty(), null, Optional.empty(), Map.of());
    }

    /**
     * The same geometry with another energy and other forces.
     *
     * @param energy eV, or empty
     * @param forces eV/angstrom, 3n, copied; or empty
     * @return the frame
     */
    public Frame withEnergy(OptionalDouble energy, Optional<double[]> forces) {
        return new Frame(
                number, geometry, title, energy, forces.map(double[]::clone).orElse(null), bonds, properties);
    }

    /** The same with the sign of its forces changed: what was read is the gradient. */
    Frame withForcesTurned() {
        if (forces == null) return this;
        double[] turned = new double[forces.length];
        for (int k = 0; k < turned.length; k++) turned[k] = 0 - forces[k]; // no -0.0
        return new Frame(number, geometry, title, energy, turned, bonds, properties);
    }

    Frame withBonds(List<Bond> bonds) {
        return new Frame(number, geometry, title, energy, forces, Optional.of(List.copyOf(bonds)), properties);
    }

    Frame withProperties(Map<String, String> properties) {
        return new Frame(number, geometry, title, energy, forces, bonds, Map.copyOf(properties));
    }

    /**
     * Position in the file.
     *
     * @return counts from 1
     */
    public int number() {
        return number;
    }

    /**
     * The geometry.
     *
     * @return nuclei, masses and cell
     */
    public Geometry geometry() {
        return geometry;
    }

    /**
     * Title or comment line.
     *
     * @return text, empty if there is none
     */
    public String title() {
        return title;
    }

    /**
     * The energy given in the file.
     *
     * @return eV, or empty
     */
    public OptionalDouble energy() {
        return energy;
    }

    /**
     * The forces given in the file.
     *
     * @return fresh array, eV/angstrom, 3n, or empty
     */
    public Optional<double[]> forces() {
        return Optional.ofNullable(forces).map(double[]::clone);
    }

    /**
     * The bonds listed in the file.
     *
     * @return bonds, or empty if the format lists none
     */
    public Optional<List<Bond>> bonds() {
        return bonds;
    }

    /**
     * Other keys and values of the frame.
     *
     * @return immutable map
     */
    public Map<String, String> properties() {
        return properties;
    }
}
