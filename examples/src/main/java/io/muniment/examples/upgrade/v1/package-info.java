/** The types as version 1 stored them, kept for the upgrade. */
@NullMarked
package io.muniment.examples.upgrade.v1;

import org.jspecify.annotations.NullMarked;
