/** What may a new version of a schema change, and what is there to write? */
@NullMarked
package io.muniment.examples.shop;

import org.jspecify.annotations.NullMarked;
