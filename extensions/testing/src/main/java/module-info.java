/** Tests that every released version of a database still opens. */
@SuppressWarnings("requires-transitive-automatic")
module io.muniment.testing {
    requires transitive io.muniment;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.muniment.testing;
}
