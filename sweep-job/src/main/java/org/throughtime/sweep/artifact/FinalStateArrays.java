package org.throughtime.sweep.artifact;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.Gru;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainingListener;

/**
 * The metrics of one run as the arrays of its NPZ file, filled while it trains; the keys are the
 * metrics' names.
 *
 * <p>N = maxiters, C = max(1, maxiters / checkFreq), S = the longest T at max_length. A checkpoint
 * at iteration n fills row n / checkFreq; one whose row would be C is not kept. What is never
 * filled is -1, or NaN in the arrays over time. A run that goes on from a snapshot is first shown
 * what it had done before, in any order. What it is shown comes through {@link CourseMetrics}.
 */
public final class FinalStateArrays implements TrainingListener {
  private static final float EMPTY = -1f;

  /** Those of the checkpoint's numbers that SPEC section 6 asks for. */
  private static final List<Metric<CheckpointSource, Double>> CHECKPOINT =
      List.of(
          CheckpointMetrics.VALID_ERROR,
          CheckpointMetrics.VALID_NLL,
          CheckpointMetrics.RHO,
          CheckpointMetrics.DIAG_LOSS,
          CheckpointMetrics.DIAG_ERR);

  private final int checkFreq;
  private final int steps;
  private final Map<String, float[]> iterations = new LinkedHashMap<>();
  private final Checkpoint[] checkpoints;
  private final List<Metric<CheckpointSource, float[]>> profiles;

  /**
   * Empty arrays of the sizes that a run's specification gives.
   *
   * @param spec of the run
   * @throws IllegalArgumentException where C * S is 2^31 or more
   */
  public FinalStateArrays(RunSpec spec) {
    this.checkFreq = spec.validation().checkFreq();
    this.steps = Tasks.create(spec.task()).longest(spec.task().maxLength());
    int maxiters = spec.optimizer().maxiters();
    int rows = CourseMetrics.rows(spec);
    if ((long) rows * steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: checkFreq = %d: must be such that %d checkpoints of up to %d steps are fewer"
                  + " than 2^31 values",
              spec.name(),
              checkFreq,
              rows,
              steps));
    }
    for (Metric<?, ?> metric : IterationMetrics.SCHEMA.metrics()) {
      if (metric.type() == MetricType.DOUBLE) {
        iterations.put(metric.name(), empty(maxiters));
      }
    }
    this.checkpoints = new Checkpoint[rows];
    this.profiles = profiles(spec.cell().model());
  }

  /** Every file has the arrays of the course's program, which knows the gates of a gru. */
  private static List<Metric<CheckpointSource, float[]>> profiles(Cell cell) {
    return Stream.concat(
            CheckpointMetrics.COMMON_PROFILES.stream(),
            Stream.of(new Gru.Definition(), cell)
                .flatMap(kind -> kind.profiles().stream())
                .distinct()
                .map(CheckpointMetrics::profile))
        .toList();
  }

  private static float[] empty(int length) {
    float[] array = new float[length];
    Arrays.fill(array, EMPTY);
    return array;
  }

  @Override
  public void onIteration(IterationMetrics metrics) {
    for (Metric<?, ?> metric : IterationMetrics.SCHEMA.metrics()) {
      float[] array = iterations.get(metric.name());
      if (array != null) {
        metrics
            .values()
            .get(metric)
            .ifPresent(value -> array[metrics.iter()] = ((Double) value).floatValue());
      }
    }
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    int row = checkpoint.iter() / checkFreq;
    if (row >= checkpoints.length) {
      return;
    }
    for (Metric<CheckpointSource, float[]> profile : profiles) {
      int length = checkpoint.get(profile).map(values -> values.length).orElse(0);
      if (length > steps) {
        throw new IllegalArgumentException(
            "a diagnostic batch has at most S = " + steps + " steps, got " + length);
      }
    }
    checkpoints[row] = checkpoint;
  }

  /** Writes every array under its key. */
  void writeTo(NpzWriter npz) throws IOException {
    for (Map.Entry<String, float[]> array : iterations.entrySet()) {
      npz.addFloats(array.getKey(), array.getValue(), array.getValue().length);
    }
    for (Metric<CheckpointSource, Double> metric : CHECKPOINT) {
      float[] array = empty(checkpoints.length);
      for (int row = 0; row < array.length; row++) {
        if (checkpoints[row] != null) {
          array[row] = checkpoints[row].get(metric).map(Double::floatValue).orElse(EMPTY);
        }
      }
      npz.addFloats(metric.name(), array, array.length);
    }
    for (Metric<CheckpointSource, float[]> profile : profiles) {
      addOverTime(npz, profile);
    }
  }

  private void addOverTime(NpzWriter npz, Metric<CheckpointSource, float[]> profile)
      throws IOException {
    float[] dense = new float[checkpoints.length * steps];
    Arrays.fill(dense, Float.NaN);
    for (int row = 0; row < checkpoints.length; row++) {
      if (checkpoints[row] != null) {
        int at = row * steps;
        checkpoints[row]
            .get(profile)
            .ifPresent(values -> System.arraycopy(values, 0, dense, at, values.length));
      }
    }
    npz.addFloats(profile.name(), dense, checkpoints.length, steps);
  }
}
