/** A schema whose types refuse some of what their components could hold. */
package io.muniment.testing.careful;
