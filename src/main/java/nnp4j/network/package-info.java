/** Networks: features to energies and slopes, in plain Java and through ONNX Runtime. */
package nnp4j.network;
