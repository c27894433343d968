/**
 * Joins the files of many ended runs into few: which runs, and what the joined files hold.
 *
 * <p>It knows no Spark. Depends on {@code model}, {@code table}, {@code store} and {@code
 * snapshot}. {@code job} depends on it.
 */
package org.throughtime.sweep.compact;
