/** What is wrong with a user's source, where, and what to write instead. */
@NullMarked
package io.muniment.processor.problem;

import org.jspecify.annotations.NullMarked;
