package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * The committed metrics over training of a run that has not ended.
 *
 * @param points its checkpoints, in order
 * @param rate iterations per second between its last two states; 0 where there is none
 */
public record CommittedCurve(List<Point> points, double rate) {
  private static final RowReader ROWS =
      RowReader.of(
          Tables.CHECKPOINTS, List.of(CheckpointMetrics.ITER, CheckpointMetrics.TRAIN_NLL));

  public CommittedCurve {
    points = List.copyOf(points);
  }

  /**
   * A checkpoint.
   *
   * @param iter n of it
   * @param trainNll mean since the checkpoint before
   */
  public record Point(int iter, double trainNll) {}

  /** That of a run. */
  static CommittedCurve of(CommittedRun run) throws IOException {
    List<Point> points = new ArrayList<>();
    for (Path segment : run.segments(TableName.CHECKPOINTS)) {
      try {
        byte[] file = run.directory().read(segment);
        points.addAll(ROWS.all(new ParquetInput(file), CommittedCurve::point));
      } catch (FileNotFoundException e) {
        // a run that begins anew just now
      }
    }
    if (run.state().isEmpty()) {
      return new CommittedCurve(points, 0);
    }
    int last = points.isEmpty() ? -1 : points.get(points.size() - 1).iter();
    for (Checkpoint pending : run.state().get().checkpoints()) {
      if (pending.iter() > last) {
        points.add(new Point(pending.iter(), pending.trainNll()));
      }
    }
    return new CommittedCurve(points, rate(run, run.state().get()));
  }

  private static Point point(MetricValues row) {
    return new Point(row.value(CheckpointMetrics.ITER), row.value(CheckpointMetrics.TRAIN_NLL));
  }

  private static double rate(CommittedRun run, RunSnapshot newest) throws IOException {
    int iterations = newest.trainer().iteration();
    double seconds = newest.seconds();
    Optional<RunSnapshot> before =
        RunHistory.newestState(
            run.directory(),
            run.spec(),
            run.listing().states(run.spec().name()).tailMap(iterations, false));
    if (before.isPresent() && seconds > before.get().seconds()) {
      iterations -= before.get().trainer().iteration();
      seconds -= before.get().seconds();
    }
    return seconds > 0 ? iterations / seconds : 0;
  }
}
