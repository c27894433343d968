package org.throughtime.sweep.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.snapshot.MeasuredRows;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;

/**
 * The input of a report: the state of all runs of a sweep, and the rows of some of them.
 *
 * @param directory where it was read, for readers
 * @param status every run, in the order of their names
 * @param details runs with their rows, in the order of their names, each in a look of its own
 * @param faults files that are missing or damaged, a few words each
 * @param rungs of a search, with the metrics of runs there
 */
public record SweepContents(
    String directory,
    SweepStatus status,
    List<RunDetail> details,
    List<String> faults,
    RungTable rungs) {
  /** Solved ones first, the fastest of them first; the others by their lowest valid error. */
  static final Comparator<RunState> BEST_FIRST =
      Comparator.comparing((RunState run) -> !run.isSolved())
          .thenComparingInt(run -> run.isSolved() ? run.steps().orElse(Integer.MAX_VALUE) : 0)
          .thenComparing(
              run -> run.compared(CheckpointMetrics.BEST_VALID_ERROR),
              Preference.bestFirst(CheckpointMetrics.BEST_VALID_ERROR));

  public SweepContents {
    details = colored(details);
    faults = List.copyOf(faults);
  }

  /** That of a sweep without rungs. */
  public SweepContents(
      String directory, SweepStatus status, List<RunDetail> details, List<String> faults) {
    this(directory, status, details, faults, RungTable.NONE);
  }

  private static List<RunDetail> colored(List<RunDetail> runs) {
    return IntStream.range(0, runs.size()).mapToObj(i -> runs.get(i).as(Look.ofRun(i))).toList();
  }

  /** A run's rows, and what kept them from being all. */
  private record Rows(RunDetail detail, List<String> faults) {}

  /**
   * Reads a directory. A sweep may be running there.
   *
   * @param most how many runs to read in whole: all where there are no more, else the best
   * @return empty where it holds no sweep
   * @throws IOException where it cannot be read
   * @throws org.throughtime.sweep.store.ResultsException if this program did not write it
   */
  public static Optional<SweepContents> read(ResultsDirectory directory, int most)
      throws IOException {
    Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
    return sweep.isEmpty() ? Optional.empty() : Optional.of(of(sweep.get(), most));
  }

  /**
   * Reads a sweep.
   *
   * @param most how many runs to read in whole: all where there are no more, else the best
   * @throws IOException where it cannot be read
   */
  public static SweepContents of(SweepSnapshot sweep, int most) throws IOException {
    SweepStatus status = byName(sweep.status());
    Set<RunState> chosen =
        new HashSet<>(status.runs().stream().sorted(BEST_FIRST).limit(most).toList());
    Set<String> faults = new TreeSet<>();
    for (RunState run : status.runs()) {
      sweep.damage(run.spec()).forEach(fault -> faults.add(fault.line()));
    }
    try {
      List<Rows> rows =
          status.runs().stream()
              .filter(chosen::contains)
              .parallel() // a run's rows take a second
              .map(run -> rows(sweep, run))
              .toList();
      rows.forEach(run -> faults.addAll(run.faults()));
      return new SweepContents(
          sweep.directory().uri(),
          status,
          rows.stream().map(Rows::detail).toList(),
          List.copyOf(faults),
          RungTable.of(sweep, status));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Rows rows(SweepSnapshot sweep, RunState run) {
    try {
      RunRows rows = sweep.rows(run.spec());
      MeasuredRows measured = sweep.measured(run.spec(), RunDetail.STEPS);
      return new Rows(
          RunDetail.of(run, rows).scored(sweep.generalization(run)).measured(measured),
          Stream.concat(rows.faults().stream(), measured.faults().stream()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another word on where it was read. */
  public SweepContents at(String place) {
    return new SweepContents(place, status, details, faults, rungs);
  }

  /** A sweep has its runs in the order in which they were best begun; readers look for names. */
  private static SweepStatus byName(SweepStatus status) {
    Comparator<RunState> name = Comparator.comparing(run -> run.spec().name());
    return status.with(status.runs().stream().sorted(name).toList());
  }

  /** What computed the ended runs. */
  List<Provenance> provenance() {
    return status.runs().stream()
        .flatMap(run -> run.execution().stream())
        .map(Execution::provenance)
        .toList();
  }

  /** Whether every run is among the details. */
  boolean complete() {
    return details.size() == status.runs().size();
  }
}
