package org.throughtime.sweep.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;

/** A sweep of made-up metrics in a directory of a test, written by hand. */
final class RecordedSweep {
  private final ResultsDirectory results;
  private final String name;
  private final CommitSchedule schedule;

  RecordedSweep(Path dir, String name, CommitSchedule schedule) {
    this.results = new ResultsDirectory(dir.toString(), new Configuration());
    this.name = name;
    this.schedule = schedule;
  }

  ResultsDirectory results() {
    return results;
  }

  /** Says what the directory is for, as a driver does that begins or goes on. */
  Map<String, Integer> prepare(RunSpec... todo) throws IOException {
    return new Preparation(results, note -> {}, run -> schedule)
        .prepare(SweepManifest.extend(results, name, List.of(todo)), List.of(todo), false);
  }

  RunRecorder begin(RunSpec spec) {
    return new RunRecorder(results, spec, schedule);
  }

  RunRecorder resume(RunSpec spec) throws IOException {
    return RunRecorder.resume(
        results, spec, schedule, RunHistory.newest(results, spec, note -> {}).orElseThrow());
  }

  void commitState(RunRecorder recorder, int iterations) throws IOException {
    recorder.commitState(TestRuns.state(iterations, null), 1, iterations * .1);
  }

  void stop(RunRecorder recorder, int iterations) throws IOException {
    recorder.stopped(TestRuns.state(iterations, null), RecordedRuns.EXECUTION);
  }

  /** Records a run from its first iteration to its end. */
  void record(RunSpec spec, RunStatus status, int iterations) throws IOException {
    RunRecorder recorder = begin(spec);
    TestRuns.feed(spec, 0, iterations, recorder);
    recorder.ended(TestRuns.state(iterations, status), TestRuns.weights(), RecordedRuns.EXECUTION);
  }

  /** Answers to a statement over directories, by the names that they are called by. */
  static SweepSql sql(Object... namesAndDirectories) throws IOException {
    Map<String, ResultsDirectory> directories = new LinkedHashMap<>();
    for (int i = 0; i < namesAndDirectories.length; i += 2) {
      directories.put(
          (String) namesAndDirectories[i], (ResultsDirectory) namesAndDirectories[i + 1]);
    }
    return new SweepSql(TestSpark.session(2), NamedSweep.of(directories));
  }

  static QueryResult ask(SweepSql sql, String text) throws IOException {
    return sql.ask(Statement.all(text).get(0));
  }

  /** Rows as text, cells between bars. */
  static List<String> rows(SweepSql sql, String text) throws IOException {
    return ask(sql, text).rows().stream().map(row -> row.mkString("|")).toList();
  }
}
