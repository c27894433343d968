package org.throughtime.sweep.cli;

import java.io.InputStream;

/**
 * Where {@link SqlCommand} reads statements that are not words of the call.
 *
 * @param terminal whether it is a terminal, with lines to be edited
 * @param in what is piped in if it is not
 * @param own whether this process has the terminal and the open files of the caller
 */
record Keyboard(boolean terminal, InputStream in, boolean own) {}
