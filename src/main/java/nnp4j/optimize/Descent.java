package nnp4j.optimize;

/** A way down, one step at a time. */
interface Descent {
    /** The next point; null if there is none to be found. */
    Point next(Surface surface, Point from);
}
