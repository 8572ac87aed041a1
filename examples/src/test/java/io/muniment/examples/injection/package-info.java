/** A generated database, injected as it is. */
@NullMarked
package io.muniment.examples.injection;

import org.jspecify.annotations.NullMarked;
