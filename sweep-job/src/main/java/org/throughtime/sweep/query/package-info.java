/**
 * Questions to sweeps, in SQL: views over what one or several results directories have committed,
 * statements on them, and answers for people and programs.
 *
 * <p>Reads and never writes; {@code snapshot} says which rows count, and knows why. The only
 * package that asks Spark SQL; {@code cli} depends on it, and starts the session.
 */
package org.throughtime.sweep.query;
