/** Training: least squares, splits and fits that turn reference energies into networks. */
package nnp4j.train;
