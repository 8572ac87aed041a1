/** The version before. */
package io.muniment.testing.shop.v2;
