/** What files are there, and are they still what they were? A small command line over a real database. */
@NullMarked
package io.muniment.examples.vault;

import org.jspecify.annotations.NullMarked;
