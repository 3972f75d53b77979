/** The command line: options, files and words around the library. */
package nnp4j.cli;
