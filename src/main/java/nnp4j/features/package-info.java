/** Descriptors: coordinates to features and slopes back to gradients. */
package nnp4j.features;
