/**
 * A process that stays for a while after it has answered, so that the next call need not start
 * Spark: the two ends of its Unix-domain socket. Knows no command, and depends on nothing but the
 * JDK, since the client starts in the time that loading its classes takes.
 */
package org.throughtime.sweep.warm;
