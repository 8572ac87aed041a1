/** What can a schema say, and what can be done with its database? One thing after the other, each in a few lines. */
@NullMarked
package io.muniment.examples.tour;

import org.jspecify.annotations.NullMarked;
