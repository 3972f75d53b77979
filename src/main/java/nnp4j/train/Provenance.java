package nnp4j.train;

/**
 * Where the data come from and what the potential is to say of itself.
 *
 * @param name short name of the potential
 * @param data name of the data file
 * @param sha256 digest of the data file, lower-case hexadecimal
 * @param levelOfTheory the quantum chemistry that is learned
 * @param licence of the potential
 * @param citation how to cite it
 */
public record Provenance(
        String name, String data, String sha256, String levelOfTheory, String licence, String citation) {
    /**
     * Of data that were not read from a file.
     *
     * @param name short name of the potential
     * @return with nothing known of the rest
     */
    public static Provenance of(String name) {
        return new Provenance(name, "in memory", "", "not stated", "not stated", name + ", trained with nnp4j");
    }
}
