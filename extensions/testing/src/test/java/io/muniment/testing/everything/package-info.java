/** A schema of all that can be stored, in every kind of table. */
package io.muniment.testing.everything;
