/** The runtime of Muniment: the log, and the tables that are views of it. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.muniment {
    requires transitive com.esotericsoftware.kryo.kryo5;
    requires org.jctools.core.jdk11;
    requires static org.jspecify;

    exports io.muniment;
    exports io.muniment.annotation;
    exports io.muniment.codec;
    exports io.muniment.error;
    exports io.muniment.group;
    exports io.muniment.migration;
    exports io.muniment.recovery;
    exports io.muniment.schema;
    exports io.muniment.table;
}
