package nnp4j.optimize;

/** How an optimization goes down. */
public enum Method {
    /**
     * Limited-memory BFGS with line search (Liu, Nocedal, Math. Program. 45, 503 (1989), doi:10.1007/BF01589116): few
     * evaluations.
     */
    LBFGS,
    /**
     * Fast inertial relaxation engine (Bitzek, Koskinen, Gaehler, Moseler, Gumbsch, Phys. Rev. Lett. 97, 170201 (2006),
     * doi:10.1103/PhysRevLett.97.170201): needs forces only, stands rough surfaces.
     */
    FIRE
}
