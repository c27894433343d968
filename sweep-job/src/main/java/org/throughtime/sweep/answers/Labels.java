package org.throughtime.sweep.answers;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What runs are called beside each other: the part of the name before its first underscore, A1 of
 * A1_mem_rnn_tanh_noclip, where that tells them apart, else the name.
 *
 * @param isShort whether it does
 */
record Labels(boolean isShort) {
  /** Those of some runs. */
  static Labels among(List<RunMetrics> runs) {
    return new Labels(
        runs.stream().map(run -> beginning(run.spec().name())).distinct().count() == runs.size()
            && runs.stream().noneMatch(run -> beginning(run.spec().name()).isEmpty()));
  }

  /** That of one of them. */
  String of(RunMetrics run) {
    String name = run.spec().name();
    return isShort ? beginning(name) : name;
  }

  /** All of them. */
  String list(List<RunMetrics> runs) {
    return runs.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private static String beginning(String name) {
    int underscore = name.indexOf('_');
    return underscore < 0 ? name : name.substring(0, underscore);
  }
}
