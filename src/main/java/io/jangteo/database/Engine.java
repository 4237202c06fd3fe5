package io.jangteo.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

/** The database system that holds the shop. */
public enum Engine {
    /** The embedded database of one process. */
    SQLITE,
    /** A server that several processes share. */
    POSTGRES;

    /** Returns the engine behind this handle, for the few statements that exist once for each. */
    public static Engine of(Handle handle) {
        return handle.getConfig(Setting.class).engine;
    }

    /** Carries the engine with each handle, and how statements are prepared there. */
    public static final class Setting implements JdbiConfig<Setting> {
        private Engine engine = SQLITE;
        private Statements statements = Statements.UNKEPT;

        @Override
        public Setting createCopy() {
            Setting copy = new Setting();
            copy.engine = engine;
            copy.statements = statements;
            return copy;
        }

        void set(Engine other) {
            engine = other;
        }

        public Statements statements() {
            return statements;
        }

        public void set(Statements other) {
            statements = other;
        }
    }
}
