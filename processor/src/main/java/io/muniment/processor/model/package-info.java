/**
 * What a schema says: plain values, read from the compiler once.
 *
 * <p>{@link io.muniment.processor.model.SchemaModel} is the root. Its tables, and the components of its types,
 * use {@link io.muniment.processor.model.StoredType}s: built-in types, collections, and references to the
 * {@link io.muniment.processor.model.Definition}s of the user's own types, which the schema lists once each.
 * A reference knows all that its use needs (the Java type, the expression in the schema, the serializer, what
 * freezing takes), so that recursive types need no circular values.
 *
 * <p>Rules look at everything here. A generator only ever sees a schema without problems: it meets no
 * {@link io.muniment.processor.model.UnsupportedType}, all names are distinct, all classes can be reached from
 * the schema's package. Lists are sorted: equal sources, in any order, give equal models.
 */
@NullMarked
package io.muniment.processor.model;

import org.jspecify.annotations.NullMarked;
