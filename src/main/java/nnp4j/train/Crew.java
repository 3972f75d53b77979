package nnp4j.train;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that work through numbered tasks. Which thread takes which task is left to chance, so a task writes only to memory of
 * its own number, and results are the same for any number of threads. The calling thread works, too. One caller at a time.
 */
final class Crew implements AutoCloseable {
    /** How often a waiting thread looks before it sleeps: about 20 microseconds, longer than the pause between two steps. */
    private static final int LOOKS = 2000;

    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean closed;
    private volatile Throwable failure;
    private IntConsumer task;
    private int tasks;

    /**
     * A crew.
     *
     * @param threads how many, the caller included; at least 1
     * @throws IllegalArgumentException if there is none
     */
    public Crew(int threads) {
        if (threads < 1) throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        this.threads = new Thread[threads - 1];
        for (int k = 0; k < this.threads.length; k++) {
            this.threads[k] = new Thread(this::work, "nnp4j-train-" + (k + 2));
            this.threads[k].setDaemon(true);
            this.threads[k].start();
        }
    }

    /**
     * Does all tasks and waits for them.
     *
     * @param tasks how many
     * @param task takes numbers 0 to tasks - 1, from several threads at once
     * @throws IllegalStateException if a task fails; the cause says why
     */
    public void run(int tasks, IntConsumer task) {
        if (threads.length == 0 || tasks < 2) {
            for (int k = 0; k < tasks; k++) task.accept(k);
            return;
        }
        this.task = task;
        this.tasks = tasks;
        failure = null;
        next.set(0);
        busy.set(threads.length);
        round.incrementAndGet();
        for (Thread thread : threads) LockSupport.unpark(thread);
        takeTasks();
        while (busy.get() > 0) Thread.onSpinWait();
        if (failure != null) throw new IllegalStateException("a task failed: " + failure.getMessage(), failure);
    }

    private void takeTasks() {
        try {
            for (int k = next.getAndIncrement(); k < tasks; k = next.getAndIncrement()) task.accept(k);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void work() {
        int seen = 0;
        while (true) {
            for (int look = 0; round.get() == seen && !closed; look++) {
                if (look < LOOKS) Thread.onSpinWait();
                else LockSupport.park(this);
            }
            if (closed) return;
            seen++;
            takeTasks();
            busy.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) LockSupport.unpark(thread);
    }
}
