/**
 * The state that a run resumes from, and everything that changes the files of a run: preparing the
 * directory, recording a run, and committing the results of evaluations.
 *
 * <p>Depends on {@code model}, {@code plan}, {@code table}, {@code store} and {@code artifact}.
 * {@code job} records through it. {@code snapshot}, {@code digest} and {@code cli} read what it
 * wrote.
 */
package org.throughtime.sweep.resume;
