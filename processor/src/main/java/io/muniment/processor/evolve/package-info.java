/** The versions of a schema that are on record, beside its sources, and what the next may be. */
@NullMarked
package io.muniment.processor.evolve;

import org.jspecify.annotations.NullMarked;
