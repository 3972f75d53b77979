/** Physical units: everything inside is angstrom, eV, dalton, femtosecond, kelvin; and the precision of numbers. */
package nnp4j.units;
