package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;

/**
 * Decides which files of a run count. All readers follow these rules.
 *
 * <p>The rows of a run that has not ended come from three places: the segments that its newest
 * state relies on, the state itself, and the segments after it. So rows that a reader has seen do
 * not disappear when a run stops and resumes, although resuming replaces the last segment of a
 * stopped run. When a run starts again, with the same flags or others, its earlier rows do not
 * count.
 *
 * @param directory of the sweep
 * @param listing of its files
 * @param spec the run
 * @param ended its row in {@code runs}; empty where there is none of these flags
 * @param state the newest; empty where there is none, or an ended run needs none
 * @param counting which of its segments count
 * @param replaced whether its newest state in the listing is not there any more: then there is a
 *     newer one, which the listing has not
 */
record CommittedRun(
    ResultsDirectory directory,
    Listing listing,
    RunSpec spec,
    Optional<EndedRun> ended,
    Optional<RunSnapshot> state,
    Counting counting,
    boolean replaced) {
  /** Which segments of a run count. */
  enum Counting {
    ALL,
    /** Up to the first that is missing: of flags that were given up, the first ones go first. */
    LEADING,
    NONE
  }

  /** A run that ended for good. */
  static CommittedRun ended(
      ResultsDirectory directory, Listing listing, RunSpec spec, EndedRun ended) {
    return new CommittedRun(
        directory, listing, spec, Optional.of(ended), Optional.empty(), Counting.ALL, false);
  }

  /** What a run has in its segments, whatever else there is of it. */
  static CommittedRun ofSegments(ResultsDirectory directory, Listing listing, RunSpec spec) {
    return new CommittedRun(
        directory, listing, spec, Optional.empty(), Optional.empty(), Counting.ALL, false);
  }

  /**
   * Reads the newest state of a run that has not ended, or may be at work again.
   *
   * @param ended its row, where it has one
   * @throws IOException where the directory cannot be read
   */
  static CommittedRun unended(
      ResultsDirectory directory, Listing listing, RunSpec spec, Optional<EndedRun> ended)
      throws IOException {
    NavigableMap<Integer, Path> states = listing.states(spec.name());
    Optional<RunSnapshot> newest = RunHistory.newestState(directory, spec, states);
    boolean others =
        ended.isEmpty() && (listing.has(directory.row(spec.name())) || !states.isEmpty());
    boolean older =
        !states.isEmpty()
            && newest.filter(s -> s.trainer().iteration() == states.firstKey()).isEmpty();
    return new CommittedRun(
        directory,
        listing,
        spec,
        ended,
        newest,
        newest.isPresent() ? Counting.LEADING : others ? Counting.NONE : Counting.ALL,
        older && !directory.exists(states.firstEntry().getValue()));
  }

  /** Its segments that count, in order. */
  List<Path> segments(TableName table) throws IOException {
    return switch (counting) {
      case ALL -> listing.segments(table, spec.name());
      case LEADING -> listing.leadingSegments(table, spec.name());
      case NONE -> List.of();
    };
  }

  /**
   * Its files of a table that has a file for a checkpoint, by n: of kept weights all, of measured
   * checkpoints those that are whole.
   */
  NavigableMap<Integer, Path> atCheckpoints(TableName table) throws IOException {
    NavigableMap<Integer, Path> files = new TreeMap<>();
    if (counting != Counting.NONE) {
      String run = spec.name();
      // The sums are listed before the files that they are of.
      Optional<Set<Integer>> whole =
          table == TableName.WEIGHTS
              ? Optional.empty()
              : Optional.of(listing.measured(run).keySet());
      files.putAll(listing.atCheckpoints(table, run));
      whole.ifPresent(files.keySet()::retainAll);
    }
    return files;
  }

  /**
   * The state, where the rows that it holds besides are in none of these segments.
   *
   * @param segments that count, of one table
   */
  Optional<RunSnapshot> pending(List<Path> segments) {
    return state.filter(s -> segments.size() <= s.segments());
  }

  /**
   * The last checkpoint; empty where there is none, or its segment is damaged or replaced just now.
   *
   * @param rows reads a segment
   */
  Optional<MetricValues> lastCheckpoint(RowReader rows) throws IOException {
    List<Path> segments = segments(TableName.CHECKPOINTS);
    Optional<Checkpoint> pending = pending(segments).flatMap(RunSnapshot::lastPending);
    if (pending.isPresent() || segments.isEmpty()) {
      return pending.map(Checkpoint::values);
    }
    Path last = segments.get(segments.size() - 1);
    try {
      return rows.last(new ParquetInput(directory.read(last)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * All checkpoints, in order, up to the first segment that cannot be read.
   *
   * @param rows reads a segment
   */
  List<MetricValues> checkpoints(RowReader rows) throws IOException {
    List<Path> segments = segments(TableName.CHECKPOINTS);
    List<MetricValues> all = new ArrayList<>();
    try {
      for (Path segment : segments) {
        all.addAll(rows.all(new ParquetInput(directory.read(segment)), row -> row));
      }
    } catch (IOException e) {
      return all;
    }
    pending(segments)
        .ifPresent(s -> s.checkpoints().stream().map(Checkpoint::values).forEach(all::add));
    return all;
  }

  /**
   * n of the last iteration; empty before the first.
   *
   * @param last its {@link #lastCheckpoint}
   */
  OptionalInt steps(Optional<MetricValues> last) {
    return Stream.concat(
            state.map(RunSnapshot::steps).stream(),
            last.map(row -> row.value(CheckpointMetrics.ITER)).stream())
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /**
   * Where a run stands that has not ended. Its log is there from its first moment on, so a run of a
   * sweep at work trains that has nothing else yet; without a driver, nothing of it counts.
   */
  Status status(boolean alive) throws IOException {
    boolean committed = state.isPresent() || !segments(TableName.CHECKPOINTS).isEmpty();
    boolean begun = counting != Counting.NONE && listing.has(directory.log(spec.name()));
    if (alive) {
      return committed || begun ? Status.RUNNING : Status.WAITING;
    }
    return committed ? Status.STOPPED : Status.WAITING;
  }
}
