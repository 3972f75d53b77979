/** Nuclei in space: geometry, cell, elements, internal coordinates. */
package nnp4j.geometry;
