/**
 * What a run leaves for people: its log in the course's words and its NPZ file.
 *
 * <p>Formatting, byte order and the time stamps inside archives are fixed, so that the same run
 * leaves the same bytes however often it is written. Depends on {@code model}, and of {@code table}
 * on where a run stands; knows no directory. {@code resume} depends on it.
 */
package org.throughtime.sweep.artifact;
