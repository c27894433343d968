/**
 * Tells in seconds that a file system or a cluster cannot be reached, before anything is planned or
 * written. Their own clients try for minutes and then throw. Only {@code cli} depends on it.
 */
package org.throughtime.sweep.reach;
