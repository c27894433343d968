/**
 * Formats numbers as text, identically on every Java version. Depends on nothing. Every other
 * package may use it.
 */
package org.throughtime.model.number;
