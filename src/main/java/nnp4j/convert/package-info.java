/** Importers: potentials of other programs become potential files. */
package nnp4j.convert;
