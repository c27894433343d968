/**
 * The files that a run leaves for people: its log in the course's words, and its NPZ file.
 *
 * <p>Formatting, byte order and the time stamps inside archives are fixed, so that the same run
 * always writes the same bytes. Depends on {@code model}, and on {@code table} for the status of a
 * run. It knows no directory. {@code resume} depends on it.
 */
package org.throughtime.sweep.artifact;
