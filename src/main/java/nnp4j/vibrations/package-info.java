/** Harmonic vibrations: Hessian, normal modes, rotational symmetry, ideal-gas thermochemistry. */
package nnp4j.vibrations;
