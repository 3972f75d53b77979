/**
 * Potentials as ONNX models that need nothing else: coordinates in, energy and forces out. Descriptors are written as graphs,
 * from the formulas that their classes state, and differentiated by {@link nnp4j.onnx.Tape}.
 */
package nnp4j.export;
