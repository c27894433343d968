/**
 * One flag of a run: its name, its type and its range, declared once, by whatever reads it. Depends
 * on nothing; every other package may depend on it.
 */
package org.throughtime.model.flag;
