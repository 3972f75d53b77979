package nnp4j.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C during a long run: the first asks the run to stop and write what it has, a second ends the program. A shutdown hook
 * would not do, since ONNX Runtime ends in one of its own. The signal class of the JDK is not part of Java's API, so it is
 * looked up; where there is none, Ctrl-C ends the program, and the run goes on from its checkpoint.
 */
final class Interruption implements AutoCloseable {
    private volatile boolean requested;
    /** The handler before, or null where signals cannot be handled. */
    private Object before;

    Interruption() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                requested = true;
                replace(before); // the next one ends the program
            }
            return method.getName().equals("hashCode") ? 0 : null;
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            before = replace(
                    Proxy.newProxyInstance(Interruption.class.getClassLoader(), new Class<?>[] {type}, handler));
        } catch (ReflectiveOperationException | RuntimeException e) {
            before = null;
        }
    }

    private static Object replace(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        return signal.getMethod("handle", signal, type).invoke(null, interrupt, handler);
    }

    boolean requested() {
        return requested;
    }

    @Override
    public void close() {
        if (before == null || requested) return;
        try {
            replace(before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of Ctrl-C cannot be put back", e);
        }
    }
}
