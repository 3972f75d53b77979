/** Validation: how far a potential is from reference energies and forces. */
package nnp4j.validate;
