/**
 * Numbers as text, the same from every Java. Depends on nothing; every other package may use it.
 */
package org.throughtime.model.number;
