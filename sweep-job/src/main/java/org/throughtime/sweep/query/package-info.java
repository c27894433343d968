/**
 * SQL queries over sweeps: views of what one or more results directories have committed, statements
 * on these views, and output for people and programs.
 *
 * <p>It only reads. {@code snapshot} decides which rows count. Only this package uses Spark SQL.
 * {@code cli} depends on it, and starts the session.
 */
package org.throughtime.sweep.query;
