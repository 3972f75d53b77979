package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.Channel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatienceTest {
    /** Several times as long as the clock is not looked at. */
    private static final int LONG_MS = 300;

    /** A channel that takes a while to close. */
    private static final class Slow implements Channel {
        final CountDownLatch closing = new CountDownLatch(1);
        volatile boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            closing.countDown();
            rest();
            open = false;
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(LONG_MS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theChannelIsClosedWhenTheLimitPasses() throws InterruptedException {
        Slow channel = new Slow();
        try (Patience patience = new Patience(channel)) {
            patience.limit(1);
            channel.closing.await();
            rest();
            assertTrue(patience.lost());
            assertFalse(channel.isOpen());
        }
    }

    @Test
    void aLimitThatIsLiftedInTimeClosesNothing() {
        Slow channel = new Slow();
        try (Patience patience = new Patience(channel)) {
            patience.limit(1);
            patience.lift();
            rest();
            assertFalse(patience.lost());
        }
        assertTrue(channel.isOpen());
    }

    @Test
    void aChannelIsLeftAloneOnceItIsNotWatched() throws InterruptedException {
        Slow channel = new Slow();
        Patience patience = new Patience(channel);
        patience.limit(1);
        TimeUnit.MILLISECONDS.sleep(20); // passed, and on a quick machine nobody looked at the clock yet
        patience.close();
        boolean lost = patience.lost();
        rest();
        assertEquals(lost, patience.lost());
        assertEquals(!lost, channel.isOpen());
    }

    @Test
    void whoeverEndsTheWatchKnowsWhetherTheChannelIsClosed() throws InterruptedException {
        Slow channel = new Slow();
        Patience patience = new Patience(channel);
        patience.limit(1);
        channel.closing.await();
        patience.close();
        assertTrue(patience.lost());
        assertFalse(channel.isOpen());
    }
}
