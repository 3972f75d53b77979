/** What users reach that stands on a library without a module name; run by ModulePathTest. */
module host {
    requires io.github.nnp4j;
}
