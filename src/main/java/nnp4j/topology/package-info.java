/** What is bonded to what, and what follows: internal coordinates, sides of a bond, symmetry, SMARTS matches. */
package nnp4j.topology;
