package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Random numbers of one replica, xoshiro256++, whose state can be saved. */
final class Deviates {
    private final RestorableUniformRandomProvider source;
    private final SharedStateContinuousSampler normal;

    private Deviates(long[] seed) {
        source = RandomSource.XO_SHI_RO_256_PP.create(seed);
        normal = ZigguratSampler.NormalizedGaussian.of(source);
    }

    /** Streams of so many replicas; that of a replica does not depend on how many there are. */
    static Deviates[] of(long seed, int replicas) {
        RestorableUniformRandomProvider seeds = RandomSource.SPLIT_MIX_64.create(seed);
        Deviates[] streams = new Deviates[replicas];
        for (int r = 0; r < replicas; r++)
            streams[r] =
                    new Deviates(new long[] {seeds.nextLong(), seeds.nextLong(), seeds.nextLong(), seeds.nextLong()});
        return streams;
    }

    /** A number from the normal distribution of mean 0 and variance 1. */
    double normal() {
        return normal.sample();
    }

    /** The distribution of the sum of so many squared normal numbers. */
    SharedStateContinuousSampler squares(int count) {
        return AhrensDieterMarsagliaTsangGammaSampler.of(source, count / 2.0, 2);
    }

    void save(DataOutput out) throws IOException {
        byte[] state = ((RandomProviderDefaultState) source.saveState()).getState();
        out.writeInt(state.length);
        out.write(state);
    }

    void restore(DataInput in) throws IOException {
        byte[] state = new byte[in.readInt()];
        in.readFully(state);
        source.restoreState(new RandomProviderDefaultState(state));
    }
}
