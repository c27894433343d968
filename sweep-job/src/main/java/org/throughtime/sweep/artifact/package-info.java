/**
 * What a run leaves for people: its log in the course's words and its NPZ file.
 *
 * <p>Formatting, byte order and the time stamps inside archives are fixed, so that the same run
 * leaves the same bytes however often it is written. Depends on {@code model} alone.
 */
package org.throughtime.sweep.artifact;
