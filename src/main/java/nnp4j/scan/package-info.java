/** Scans of one internal coordinate, and what a diatomic's curve says: constants, Morse fit, vibrational levels. */
package nnp4j.scan;
