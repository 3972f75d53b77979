/**
 * Neural network potentials on the JVM: energies, forces, and what follows from them. {@link nnp4j.potential.PotentialFile}
 * opens a potential, {@link nnp4j.potential.Potential} is its energy and forces, and the drivers take it.
 *
 * <p>Exported is what a program needs that embeds nnp4j. The command line, pictures, importers, protocols and the networks
 * themselves are not, and may change in any version.
 *
 * <p>CDK and Commons Math have no module names of their own, and packages of CDK lie in several of its jars. They stay on the
 * class path, where Maven puts them to compile and test, and this module reads it. A potential's energy and forces need neither; molecule
 * files other than XYZ need CDK, and most drivers Commons Math.
 */
@SuppressWarnings(
        "requires-automatic") // each of these has a name in its manifest, which no change of a file name changes
module io.github.nnp4j {
    requires com.google.gson;
    requires com.google.protobuf;
    requires com.microsoft.onnxruntime;
    requires dev.ludovic.netlib.blas;
    requires io.jhdf; // where its libraries are modules too: --add-modules org.slf4j,com.ning.compress.lzf
    requires java.logging;
    requires java.xml;
    requires jdk.net;
    requires org.apache.commons.compress;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.core;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;
    requires org.tribuo.util.onnx;

    // Only for the command line and its pictures, which run from the class path.
    requires static info.picocli;
    requires static java.desktop;

    exports nnp4j.dynamics;
    exports nnp4j.features;
    exports nnp4j.geometry;
    exports nnp4j.io;
    exports nnp4j.optimize;
    exports nnp4j.paths;
    exports nnp4j.potential;
    exports nnp4j.scan;
    exports nnp4j.train;
    exports nnp4j.units;
    exports nnp4j.validate;
    exports nnp4j.vibrations;
}
