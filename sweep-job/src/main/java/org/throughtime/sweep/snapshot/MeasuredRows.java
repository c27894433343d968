package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * What the command {@code dynamics} measured of a run: rows of its tables, by checkpoint.
 *
 * @param networks rows of {@code dynamics}
 * @param retention rows of {@code retention}
 * @param points rows of {@code fixed_points}, without the states themselves
 * @param jacobians rows of {@code jacobian_sv}
 * @param trajectories rows of {@code trajectories}
 * @param faults files that cannot be read, a few words each; their rows are missing
 */
public record MeasuredRows(
    List<MetricValues> networks,
    List<MetricValues> retention,
    List<MetricValues> points,
    List<MetricValues> jacobians,
    List<MetricValues> trajectories,
    List<String> faults) {
  /** Those of a run that was not measured. */
  public static final MeasuredRows NONE =
      new MeasuredRows(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private static final RowReader POINTS =
      RowReader.of(
          Tables.FIXED_POINTS,
          Tables.FIXED_POINTS.columns().stream()
              .filter(column -> !column.name().equals(FixedPointMetrics.STATE.name()))
              .toList());

  public MeasuredRows {
    networks = List.copyOf(networks);
    retention = List.copyOf(retention);
    points = List.copyOf(points);
    jacobians = List.copyOf(jacobians);
    trajectories = List.copyOf(trajectories);
    faults = List.copyOf(faults);
  }

  /**
   * Those of every measured checkpoint; points, singular values and trajectories of some, at equal
   * steps with the last one among them.
   */
  static MeasuredRows of(CommittedRun run, int most) throws IOException {
    NavigableSet<Integer> all = run.atCheckpoints(TableName.DYNAMICS).navigableKeySet();
    if (all.isEmpty()) {
      return NONE;
    }
    List<String> faults = new ArrayList<>();
    Reading reading = new Reading(run, faults);
    NavigableSet<Integer> some = thinned(all, most);
    return new MeasuredRows(
        reading.rows(Tables.DYNAMICS, RowReader.whole(Tables.DYNAMICS), all),
        reading.rows(Tables.RETENTION, RowReader.whole(Tables.RETENTION), all),
        reading.rows(Tables.FIXED_POINTS, POINTS, some),
        reading.rows(Tables.JACOBIAN_SV, RowReader.whole(Tables.JACOBIAN_SV), some),
        reading.rows(Tables.TRAJECTORIES, RowReader.whole(Tables.TRAJECTORIES), some),
        faults);
  }

  private static NavigableSet<Integer> thinned(NavigableSet<Integer> all, int most) {
    List<Integer> ascending = List.copyOf(all);
    int every = (ascending.size() + most - 1) / most;
    NavigableSet<Integer> some = new TreeSet<>();
    for (int i = ascending.size() - 1; i >= 0; i -= every) {
      some.add(ascending.get(i));
    }
    return some;
  }

  /** Reads files of a run, and notes which of them are damaged. */
  private record Reading(CommittedRun run, List<String> faults) {
    List<MetricValues> rows(Table<?> table, RowReader reader, Collection<Integer> checkpoints)
        throws IOException {
      NavigableMap<Integer, Path> files = run.atCheckpoints(table.name());
      List<MetricValues> rows = new ArrayList<>();
      for (int n : checkpoints) {
        Path file = files.get(n);
        if (file != null) {
          add(rows, file, reader);
        }
      }
      return rows;
    }

    private void add(List<MetricValues> rows, Path file, RowReader reader) throws IOException {
      byte[] bytes;
      try {
        bytes = run.directory().read(file);
      } catch (FileNotFoundException e) {
        return; // the run has started again since the listing
      }
      try {
        rows.addAll(reader.all(new ParquetInput(bytes), row -> row));
      } catch (IOException e) {
        faults.add(run.directory().path(file) + " is damaged");
      }
    }
  }
}
