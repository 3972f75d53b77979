/** Molecule and reference files: strict readers that name file and line, and writers of whole files. */
package nnp4j.io;
