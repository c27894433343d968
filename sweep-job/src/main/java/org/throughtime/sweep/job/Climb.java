package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.List;
import org.throughtime.model.train.RunSpec;

/** Trains the runs of a search rung by rung, and those that go on from the last to their ends. */
final class Climb {
  private final Stages stages;
  private final Ladder ladder;

  Climb(Stages stages, Ladder ladder) {
    this.stages = stages;
    this.ladder = ladder;
  }

  /**
   * Returns when all have ended or were left behind, or a limit or the goal stopped one.
   *
   * @param runs of the sweep
   * @param undone those of them that have not come to their ends
   * @param fresh whether all of them begin anew
   * @throws IOException where the results cannot be read
   */
  void climb(List<RunSpec> runs, List<RunSpec> undone, boolean fresh) throws IOException {
    List<RunSpec> left = runs;
    boolean anew = fresh;
    for (int rung : ladder.rungs()) {
      List<RunSpec> below = anew ? left : ladder.below(rung, left);
      if (!stages.train(below, rung, anew)) {
        return;
      }
      anew = false;
      List<RunSpec> survivors = ladder.survivors(rung, left);
      left.stream()
          .filter(run -> !survivors.contains(run) && undone.contains(run))
          .forEach(stages::dismiss);
      left = survivors;
    }
    stages.train(left.stream().filter(stages::isUndone).toList(), Integer.MAX_VALUE, false);
  }
}
