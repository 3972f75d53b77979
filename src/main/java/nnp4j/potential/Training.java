package nnp4j.potential;

/**
 * Where a potential comes from.
 *
 * @param data name of the reference data
 * @param frames number of geometries in the data
 * @param sha256 digest of the data file, lower-case hexadecimal
 * @param split how the data was divided into training, validation and test
 * @param method optimizer and its settings
 * @param seed of everything random
 */
public record Training(String data, int frames, String sha256, String split, String method, long seed) {}
