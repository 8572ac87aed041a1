/** A program at version 3 of its schema, whose first version was never released. */
package io.muniment.testing.shop;
