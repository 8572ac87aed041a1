/** At compile time: reads a schema, checks it, writes the typed database. */
@NullMarked
package io.muniment.processor;

import org.jspecify.annotations.NullMarked;
