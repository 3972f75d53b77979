/** Pictures: a sheet of lines, areas and words, drawn as SVG and PNG. */
package nnp4j.report;
