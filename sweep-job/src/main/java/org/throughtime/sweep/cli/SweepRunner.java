package org.throughtime.sweep.cli;

import java.util.List;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

/** Executes a plan. The interface keeps Spark out of the command line until a sweep starts. */
@FunctionalInterface
interface SweepRunner {
  /**
   * Runs what is not done yet and returns when all of it has ended.
   *
   * @param plan the runs
   * @param directory where results go: a path or a Hadoop file system URI
   * @param fresh whether all of it begins anew, whatever is there
   * @return how each run of the plan ended, now or before, but for those that the plan left behind
   * @throws InterruptedException where the user broke it off
   */
  List<Status> run(SweepPlan plan, String directory, boolean fresh) throws InterruptedException;
}
