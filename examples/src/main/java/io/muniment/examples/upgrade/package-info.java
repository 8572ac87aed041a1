/** How is data brought to a new version by hand? Open both, and copy. */
@NullMarked
package io.muniment.examples.upgrade;

import org.jspecify.annotations.NullMarked;
