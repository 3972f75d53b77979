/** Geometry optimization: L-BFGS and FIRE, with atoms and internal coordinates that stay exactly where they are told to. */
package nnp4j.optimize;
