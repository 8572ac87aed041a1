/** What a user writes on a schema. */
@NullMarked
package io.muniment.annotation;

import org.jspecify.annotations.NullMarked;
