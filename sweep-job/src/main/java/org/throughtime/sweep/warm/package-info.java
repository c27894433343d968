/**
 * A process that stays alive for a while after an answer, so that the next call does not have to
 * start Spark. This package holds both ends of its Unix-domain socket.
 *
 * <p>It knows no command. It depends only on the JDK, because the client's start time is the time
 * to load its classes.
 */
package org.throughtime.sweep.warm;
