/** From the compiler's view of a schema to the model: the only package that questions the compiler. */
@NullMarked
package io.muniment.processor.read;

import org.jspecify.annotations.NullMarked;
