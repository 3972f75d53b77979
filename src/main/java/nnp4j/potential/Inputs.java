package nnp4j.potential;

/** What the networks of a potential see: the features of a molecule, or those of each of its atoms. */
public sealed interface Inputs permits MoleculeInputs, AtomInputs {}
