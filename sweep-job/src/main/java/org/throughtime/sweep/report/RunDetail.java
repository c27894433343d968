package org.throughtime.sweep.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.sweep.answers.IterationNorms;
import org.throughtime.sweep.answers.LengthScore;
import org.throughtime.sweep.answers.RunMetrics;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.snapshot.MeasuredRows;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.GeneralizationRow;

/**
 * A run and its committed results, as far as a report shows them.
 *
 * @param state where it stands
 * @param checkpoints all of them, in order
 * @param normBefore L2 norm of the gradient at every iteration before clipping, thinned
 * @param normAfter likewise after clipping
 * @param norms the same of every iteration
 * @param lengths what its weights score on fresh sequences of one length
 * @param measured what the command {@code dynamics} measured of it
 * @param look in which it is drawn throughout a report
 */
public record RunDetail(
    RunState state,
    List<Checkpoint> checkpoints,
    Points normBefore,
    Points normAfter,
    IterationNorms norms,
    List<LengthScore> lengths,
    MeasuredRows measured,
    Look look) {
  /** Most points of a curve: a chart is not as many pixels wide. */
  static final int POINTS = 800;

  /** Most checkpoints that a reader steps through. */
  static final int STEPS = 12;

  public RunDetail {
    checkpoints = List.copyOf(checkpoints);
    lengths = List.copyOf(lengths);
  }

  /** That of all rows of a run. */
  public static RunDetail of(RunState state, RunRows rows) {
    return new RunDetail(
        state,
        rows.checkpoints(),
        norms("before clipping", rows.iterations(), IterationMetrics::gradientNorm),
        norms("after clipping", rows.iterations(), IterationMetrics::gradientNormPost),
        new IterationNorms(
            rows.iterations().stream().mapToInt(IterationMetrics::iter).toArray(),
            rows.iterations().stream().mapToDouble(IterationMetrics::gradientNorm).toArray(),
            rows.iterations().stream().mapToDouble(IterationMetrics::gradientNormPost).toArray()),
        List.of(),
        MeasuredRows.NONE,
        Look.ofRun(0));
  }

  /** The same with its scores by length; of several scores of one length the worst counts. */
  public RunDetail scored(List<GeneralizationRow> rows) {
    Map<Integer, Double> worst = new TreeMap<>();
    rows.stream()
        .filter(row -> row.stateNoise() == 0)
        .forEach(
            row -> row.length().ifPresent(length -> worst.merge(length, row.error(), Math::max)));
    return new RunDetail(
        state,
        checkpoints,
        normBefore,
        normAfter,
        norms,
        worst.entrySet().stream().map(e -> new LengthScore(e.getKey(), e.getValue())).toList(),
        measured,
        look);
  }

  /** The same with what was measured of it as a dynamical system. */
  public RunDetail measured(MeasuredRows rows) {
    return new RunDetail(state, checkpoints, normBefore, normAfter, norms, lengths, rows, look);
  }

  /** The same drawn in a look of its own. */
  RunDetail as(Look own) {
    return new RunDetail(state, checkpoints, normBefore, normAfter, norms, lengths, measured, own);
  }

  private static Points norms(
      String name, List<IterationMetrics> rows, ToDoubleFunction<IterationMetrics> norm) {
    return new Points(
            name,
            rows.stream().mapToDouble(IterationMetrics::iter).toArray(),
            rows.stream().mapToDouble(norm).toArray())
        .thinned(POINTS);
  }

  /** Its name. */
  public String name() {
    return state.spec().name();
  }

  /** A metric of every checkpoint, thinned. */
  Points curve(String name, ToDoubleFunction<Checkpoint> metric) {
    return new Points(
            name,
            checkpoints.stream().mapToDouble(Checkpoint::iter).toArray(),
            checkpoints.stream().mapToDouble(metric).toArray())
        .thinned(POINTS);
  }

  /** The checkpoints that have profiles: the last one is that which is shown alone. */
  public List<Checkpoint> profiled() {
    return checkpoints.stream()
        .filter(c -> c.get(CheckpointMetrics.GRAD_TIME).isPresent())
        .toList();
  }

  /** What its answers are made from. */
  RunMetrics metrics() {
    return new RunMetrics(state.spec(), state.status(), checkpoints, norms, lengths);
  }
}
