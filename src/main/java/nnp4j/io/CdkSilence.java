package nnp4j.io;

import org.openscience.cdk.tools.ILoggingTool;
import org.openscience.cdk.tools.LoggingToolFactory;

/** Keeps CDK from writing to standard error: what matters of its warnings is checked here, and is an error. */
final class CdkSilence {
    private CdkSilence() {}

    /**
     * To be called before any reader of CDK is loaded; leaves a logging tool alone that the application has chosen. CDK lies on the
     * class path, which a module does not see unless it asks.
     */
    static void keep() {
        CdkSilence.class.getModule().addReads(CdkSilence.class.getClassLoader().getUnnamedModule());
        if (LoggingToolFactory.getLoggingToolClass() == null) LoggingToolFactory.setLoggingToolClass(Log.class);
    }

    /** A log that keeps nothing; public because CDK makes it by reflection. */
    public static final class Log implements ILoggingTool {
        private Log() {}

        /**
         * Called by CDK.
         *
         * @param source the class that logs
         * @return a log
         */
        public static ILoggingTool create(Class<?> source) {
            return new Log();
        }

        @Override
        public void dumpSystemProperties() {}

        @Override
        public void setStackLength(int length) {}

        @Override
        public void dumpClasspath() {}

        @Override
        public void debug(Object message) {}

        @Override
        public void debug(Object message, Object... more) {}

        @Override
        public void error(Object message) {}

        @Override
        public void error(Object message, Object... more) {}

        @Override
        public void fatal(Object message) {}

        @Override
        public void info(Object message) {}

        @Override
        public void info(Object message, Object... more) {}

        @Override
        public void warn(Object message) {}

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void warn(Object message, Object... more) {}

        @Override
        public void setLevel(int level) {}

        @Override
        public int getLevel() {
            return OFF;
        }
    }
}
