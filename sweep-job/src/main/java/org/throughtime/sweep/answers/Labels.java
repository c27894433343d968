package org.throughtime.sweep.answers;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What runs are called beside each other: the part of the name before its first underscore, A1 of
 * A1_mem_rnn_tanh_noclip, where that tells them apart, else the name.
 *
 * @param isShort whether it does
 */
public record Labels(boolean isShort) {
  /** Those of runs with these names. */
  public static Labels of(Collection<String> names) {
    List<String> beginnings = names.stream().map(Labels::beginning).toList();
    return new Labels(
        beginnings.stream().distinct().count() == names.size() && !beginnings.contains(""));
  }

  /** Those of some runs. */
  static Labels among(List<RunMetrics> runs) {
    return of(runs.stream().map(run -> run.spec().name()).toList());
  }

  /** That of a run with this name. */
  public String of(String name) {
    return isShort ? beginning(name) : name;
  }

  /** That of one of them. */
  String of(RunMetrics run) {
    return of(run.spec().name());
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
