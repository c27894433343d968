package org.throughtime.sweep.snapshot;

import org.throughtime.model.train.RunSpec;

/**
 * What identifies a run in a results directory. Two specifications that differ in a flag that
 * nothing reads are not equal, but they identify the same run.
 *
 * @param name of its files
 * @param hash of its specification
 */
public record RunId(String name, String hash) {
  /** That of a specification. */
  public static RunId of(RunSpec run) {
    return new RunId(run.name(), run.hash());
  }
}
