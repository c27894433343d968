package org.throughtime.model.metric;

/** Which values of a metric are better, if any are. */
public enum Direction {
  /** Neither lower nor higher values are better: runs cannot be compared by the metric. */
  NONE,
  LOWER_IS_BETTER,
  HIGHER_IS_BETTER
}
