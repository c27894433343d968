/**
 * A flag of a run: its name, its type and its range. The class that reads a flag declares it, once.
 * Depends on nothing. Every other package may depend on it.
 */
package org.throughtime.model.flag;
