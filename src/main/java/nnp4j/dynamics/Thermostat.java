package nnp4j.dynamics;

/** How the temperature is held, or that it is not. Temperatures in kelvin, times in femtosecond. */
public sealed interface Thermostat {
    /**
     * No thermostat: constant energy, velocity Verlet (Swope, Andersen, Berens, Wilson, J. Chem. Phys. 76, 637 (1982),
     * doi:10.1063/1.442716).
     */
    record None() implements Thermostat {
        @Override
        public String toString() {
            return "constant energy, velocity Verlet";
        }
    }

    /**
     * Langevin dynamics by the splitting BAOAB, whose configurations are the most accurate of its kind (Leimkuhler, Matthews,
     * Appl. Math. Res. Express 2013, 34, doi:10.1093/amrx/abs010). Momentum is not conserved.
     *
     * @param temperature kelvin, 0 or more
     * @param time 1/gamma, fs, positive
     */
    record Langevin(double temperature, double time) implements Thermostat {
        /**
         * Langevin dynamics.
         *
         * @param temperature kelvin
         * @param time 1/gamma, fs
         * @throws IllegalArgumentException if a value is out of range
         */
        public Langevin {
            check("Langevin", temperature, time);
        }

        @Override
        public String toString() {
            return "Langevin (BAOAB) at " + temperature + " K, 1/gamma " + time + " fs";
        }
    }

    /**
     * A chain of Nose-Hoover thermostats, integrated with the third-order Suzuki-Yoshida weights (Martyna, Tuckerman, Tobias,
     * Klein, Mol. Phys. 87, 1117 (1996), doi:10.1080/00268979600100761); masses g k T t^2 and k T t^2. An anchored molecule
     * has a chain for each degree of freedom. Best where the time is near that of the vibrations (over 2 pi).
     *
     * @param temperature kelvin, positive
     * @param time of the thermostat's oscillation, fs, positive
     * @param length number of thermostats in the chain, 1 to 20
     */
    record NoseHoover(double temperature, double time, int length) implements Thermostat {
        /**
         * A Nose-Hoover chain.
         *
         * @param temperature kelvin
         * @param time fs
         * @param length 1 to 20
         * @throws IllegalArgumentException if a value is out of range
         */
        public NoseHoover {
            check("Nose-Hoover", temperature, time);
            if (temperature == 0) throw new IllegalArgumentException("Nose-Hoover: expected a temperature above 0 K");
            if (length < 1 || length > 20)
                throw new IllegalArgumentException("Nose-Hoover: expected a chain of 1 to 20, found " + length);
        }

        @Override
        public String toString() {
            return "Nose-Hoover chain of " + length + " at " + temperature + " K, time " + time + " fs";
        }
    }

    /**
     * Stochastic velocity rescaling (Bussi, Donadio, Parrinello, J. Chem. Phys. 126, 014101 (2007), doi:10.1063/1.2408420).
     *
     * @param temperature kelvin, 0 or more
     * @param time relaxation time, fs, positive
     */
    record Bussi(double temperature, double time) implements Thermostat {
        /**
         * Stochastic velocity rescaling.
         *
         * @param temperature kelvin
         * @param time fs
         * @throws IllegalArgumentException if a value is out of range
         */
        public Bussi {
            check("Bussi", temperature, time);
        }

        @Override
        public String toString() {
            return "stochastic velocity rescaling (Bussi) at " + temperature + " K, time " + time + " fs";
        }
    }

    private static void check(String name, double temperature, double time) {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(name + ": expected a temperature of 0 K or more, found " + temperature);
        if (!(time > 0 && time < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(name + ": expected a positive time in fs, found " + time);
    }
}
