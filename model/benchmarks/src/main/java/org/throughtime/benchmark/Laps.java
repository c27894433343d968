package org.throughtime.benchmark;

import java.util.ArrayList;
import java.util.List;

/** The seconds of each iteration and of each checkpoint of a request. */
public final class Laps {
  private final List<Double> iterations = new ArrayList<>();
  private final List<Double> checkpoints = new ArrayList<>();
  private long since = System.nanoTime();

  /** An iteration ends here. It began where the lap before it ended. */
  public void endIteration() {
    iterations.add(lap());
  }

  /** A checkpoint or a validation pass ends here. It began where the lap before it ended. */
  public void endCheckpoint() {
    checkpoints.add(lap());
  }

  private double lap() {
    long now = System.nanoTime();
    double seconds = (now - since) * 1e-9;
    since = now;
    return seconds;
  }

  List<Double> iterations() {
    return iterations;
  }

  List<Double> checkpoints() {
    return checkpoints;
  }
}
