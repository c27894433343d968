package org.throughtime.model.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths at which checkpoints measure {@link CheckpointMetrics#HOLD}, and how often. Not the
 * course's.
 *
 * @param lengths ascending, at least 1; empty where nothing is measured
 * @param every iterations from one measurement to the next
 */
public record HoldSpec(List<Integer> lengths, int every) {
  /** No lengths. */
  static final List<Integer> NONE = List.of();

  /** What a list of lengths must be, continuing "must be ...". */
  static final String FORM = "none, or ascending lengths of at least 1, as in 50,100,1000";

  private static final String NONE_LABEL = "none";

  /** Throws IllegalArgumentException where lengths do not ascend or are below 1. */
  public HoldSpec {
    lengths = List.copyOf(lengths);
    requireAscending(lengths);
  }

  private static void requireAscending(List<Integer> lengths) {
    int before = 0;
    for (int length : lengths) {
      if (length <= before) {
        throw new IllegalArgumentException("lengths must ascend from 1: " + lengths);
      }
      before = length;
    }
  }

  /** Whether anything is measured. */
  public boolean measures() {
    return !lengths.isEmpty();
  }

  /** Whether the checkpoint at n measures. */
  boolean isDue(int n) {
    return measures() && n % every == 0;
  }

  /** Whether every checkpoint of a run measures, if there is one every {@code checkFreq}. */
  public boolean isDueAtEach(int checkFreq) {
    return measures() && checkFreq % every == 0;
  }

  /** The greatest of the lengths. */
  int longest() {
    return lengths.get(lengths.size() - 1);
  }

  /** A list as a flag's value is written; {@link #parse} reads it back. */
  static String label(List<Integer> lengths) {
    return lengths.isEmpty()
        ? NONE_LABEL
        : lengths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException where it is not of this form
   */
  static List<Integer> parse(String text) {
    if (text.equals(NONE_LABEL)) {
      return NONE;
    }
    List<Integer> lengths =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(Integer::valueOf).toList();
    requireAscending(lengths);
    return lengths;
  }
}
