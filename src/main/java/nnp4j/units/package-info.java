/** Physical units: everything inside is angstrom, eV, dalton, femtosecond, kelvin. */
package nnp4j.units;
