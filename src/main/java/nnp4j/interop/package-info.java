/** Other people's programs: potentials that drive them, and potentials that they give. */
package nnp4j.interop;
