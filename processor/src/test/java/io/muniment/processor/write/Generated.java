package io.muniment.processor.write;

import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;

/** What was generated for a schema, loaded: its description, and through that its serializers. */
final class Generated {

    private final ClassLoader loader;
    private final SchemaDescription schema;

    private Generated(ClassLoader loader, SchemaDescription schema) {
        this.loader = loader;
        this.schema = schema;
    }

    static Generated load(Compiled compiled, String schemaClass) {
        ClassLoader loader = compiled.loader();
        try {
            Field field = loader.loadClass(schemaClass).getDeclaredField("SCHEMA");
            field.setAccessible(true);
            return new Generated(loader, (SchemaDescription) field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    SchemaDescription schema() {
        return schema;
    }

    /** Of a table's values. */
    ValueSerializer<Object> values(String table) {
        return any(description(table).values());
    }

    /** Of a table's keys. */
    ValueSerializer<Object> keys(String table) {
        return any(description(table).keys());
    }

    TableDescription<?, ?> description(String table) {
        return schema.tables().stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** A record by its class and components. */
    Object make(String className, Object... components) {
        try {
            Constructor<?> constructor = loader.loadClass(className).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(components);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The constant of an enum. */
    Object constant(String className, String name) {
        try {
            return loader.loadClass(className).getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What a static method without parameters returns. */
    Object call(String className, String method) {
        try {
            return loader.loadClass(className).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The component of a record. */
    Object component(Object value, String name) {
        try {
            return value.getClass().getMethod(name).invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(ValueSerializer<Object> serializer, Object value) {
        ValueOutput out = new ValueOutput();
        serializer.write(out, value);
        return Arrays.copyOf(out.getBuffer(), out.position());
    }

    static Object value(ValueSerializer<Object> serializer, byte[] bytes) {
        ValueInput in = new ValueInput(bytes);
        Object value = serializer.read(in);
        if (in.remaining() != 0) {
            throw new AssertionError(in.remaining() + " bytes were not read");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static ValueSerializer<Object> any(ValueSerializer<?> serializer) {
        return (ValueSerializer<Object>) serializer;
    }
}
