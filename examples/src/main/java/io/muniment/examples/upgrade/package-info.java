/** What can be done today when a stored type changes? Open both versions, and copy. */
@NullMarked
package io.muniment.examples.upgrade;

import org.jspecify.annotations.NullMarked;
