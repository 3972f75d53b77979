/** Reaction paths: nudged elastic bands with a climbing image, and the saddle points that they lead to. */
package nnp4j.paths;
