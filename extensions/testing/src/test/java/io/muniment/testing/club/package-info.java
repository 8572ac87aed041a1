/** A program whose tables and types have other names than in the version before. */
package io.muniment.testing.club;
