/** ONNX graphs: written, read with distrust, and differentiated in reverse mode. */
package nnp4j.onnx;
