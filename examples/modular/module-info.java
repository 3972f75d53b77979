/** A program with modules of its own that embeds nnp4j: sh examples/modular/run.sh */
module host {
    requires io.github.nnp4j;
}
