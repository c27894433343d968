package org.throughtime.sweep.cli;

/** A command that can check its call before Spark is loaded. */
@FunctionalInterface
interface EarlyCheck {
  /** Does nothing, or throws what the command itself would throw. */
  void check();
}
