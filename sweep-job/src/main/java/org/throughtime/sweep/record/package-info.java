/**
 * What a run leaves behind: its log in the course's words, its NPZ file, and its rows in the
 * tables.
 *
 * <p>Everything written here is a function of what the run computed: formatting, byte order and the
 * time stamps inside archives are fixed, so that the same run leaves the same bytes wherever and
 * however often it is written. Depends on {@code model}; {@code job} and {@code cli} depend on it.
 */
package org.throughtime.sweep.record;
