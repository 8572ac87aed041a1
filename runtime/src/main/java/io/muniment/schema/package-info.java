/** What generated code tells the runtime, and what every file says of the shape of its data. */
@NullMarked
package io.muniment.schema;

import org.jspecify.annotations.NullMarked;
