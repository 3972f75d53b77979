/** Potentials: coordinates to energy and forces, and the file that holds one. */
package nnp4j.potential;
