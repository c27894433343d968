package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;

/**
 * How a run that has not ended came to where it is, as far as it has committed that.
 *
 * @param points its checkpoints, in order
 * @param rate iterations per second between its last two states; 0 where there is none
 */
public record CommittedCurve(List<Point> points, double rate) {
  private static final RowReader ROWS =
      RowReader.of(
          CheckpointTable.TABLE, List.of(CheckpointMetrics.ITER, CheckpointMetrics.TRAIN_NLL));

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

  /**
   * Reads it.
   *
   * @throws IOException where the directory cannot be read
   */
  public static CommittedCurve read(ResultsDirectory directory, RunSpec spec) throws IOException {
    Listing listing = Listing.ofProgress(directory);
    List<Point> points = new ArrayList<>();
    for (Path segment : listing.segments(CheckpointTable.TABLE, spec.name())) {
      try {
        points.addAll(ROWS.all(new ParquetInput(directory.read(segment)), CommittedCurve::point));
      } catch (FileNotFoundException e) {
        // a run that begins anew just now
      }
    }
    List<RunSnapshot> states = states(directory, spec, listing.states(spec.name()));
    if (!states.isEmpty()) {
      int last = points.isEmpty() ? -1 : points.get(points.size() - 1).iter();
      for (Checkpoint pending : states.get(0).checkpoints()) {
        if (pending.iter() > last) {
          points.add(new Point(pending.iter(), pending.trainNll()));
        }
      }
    }
    return new CommittedCurve(points, rate(states));
  }

  private static Point point(MetricValues row) {
    return new Point(row.value(CheckpointMetrics.ITER), row.value(CheckpointMetrics.TRAIN_NLL));
  }

  private static List<RunSnapshot> states(
      ResultsDirectory directory, RunSpec spec, NavigableMap<Integer, Path> listed)
      throws IOException {
    List<RunSnapshot> states = new ArrayList<>();
    NavigableMap<Integer, Path> left = listed;
    while (!left.isEmpty() && states.size() < 2) {
      RunHistory.newestState(directory, spec, left.headMap(left.firstKey(), true))
          .ifPresent(states::add);
      left = left.tailMap(left.firstKey(), false);
    }
    return states;
  }

  private static double rate(List<RunSnapshot> states) {
    if (states.isEmpty()) {
      return 0;
    }
    RunSnapshot newest = states.get(0);
    int iterations = newest.trainer().iteration();
    double seconds = newest.seconds();
    if (states.size() > 1 && seconds > states.get(1).seconds()) {
      iterations -= states.get(1).trainer().iteration();
      seconds -= states.get(1).seconds();
    }
    return seconds > 0 ? iterations / seconds : 0;
  }
}
