/** What a schema must keep to: one rule a class, from the model to problems. */
@NullMarked
package io.muniment.processor.check;

import org.jspecify.annotations.NullMarked;
