/** Connectivity: bonds found from distances, the internal coordinates they define, symmetry and SMARTS. */
package nnp4j.topology;
