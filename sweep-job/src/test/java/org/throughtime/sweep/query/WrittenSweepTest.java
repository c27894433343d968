package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.SweepOwner;

/** Questions to a sweep that is being written all the while. */
class WrittenSweepTest {
  private static final CommitSchedule SCHEDULE = new CommitSchedule(10, 100, 50);

  private static final String COUNTS =
      """
      SELECT 'runs', count(*), count(*), 0 FROM runs
      UNION ALL SELECT 'iterations', count(*), count(DISTINCT iter), coalesce(max(iter), -1)
      FROM iterations
      UNION ALL SELECT 'checkpoints', count(*), count(*), 0 FROM checkpoints
      UNION ALL SELECT 'profile', count(*), count(*), 0 FROM profile
      """;

  @TempDir Path dir;
  private final AtomicBoolean over = new AtomicBoolean();

  /** Trains, commits, stops in good order and goes on, as drivers one after another do. */
  private int write(RecordedSweep sweep, RunSpec spec) throws Exception {
    int n = 0;
    int drivers = 0;
    while (!over.get()) {
      try (SweepOwner owner = SweepOwner.claim(sweep.results(), note -> {})) {
        owner.require();
        boolean begun = sweep.prepare(spec).containsKey(spec.name());
        RunRecorder recorder = begun ? sweep.resume(spec) : sweep.begin(spec);
        for (int steps = 0; steps < 60 && !over.get(); steps++) {
          TestRuns.feed(spec, n, n + 7, recorder);
          n += 7;
          if (steps % 3 == 0) {
            sweep.commitState(recorder, n);
          }
          Thread.sleep(10);
        }
        sweep.stop(recorder, n);
      }
      drivers++;
    }
    return drivers;
  }

  @Test
  void neverAnErrorAndNeverFewerRows() throws Exception {
    RecordedSweep sweep = new RecordedSweep(dir, "written", SCHEDULE);
    RunSpec spec = TestRuns.spec("r", "mem", 1_000_000);
    sweep.prepare(spec);
    ExecutorService driver = Executors.newSingleThreadExecutor();
    Future<Integer> written = driver.submit(() -> write(sweep, spec));
    try {
      SweepSql sql = RecordedSweep.sql("d", sweep.results());
      Map<String, Long> before = new HashMap<>();
      for (int i = 0; i < 50; i++) {
        for (Row row : RecordedSweep.ask(sql, COUNTS).rows()) {
          String view = row.getString(0);
          long rows = row.getLong(1);
          assertTrue(rows >= before.getOrDefault(view, 0L), view + ": " + before + " then " + rows);
          before.put(view, rows);
          if (view.equals("iterations")) {
            assertEquals(rows, row.getLong(2), "each iteration once");
            assertEquals(rows, row.getInt(3) + 1L, "all of them");
          }
        }
      }
      assertTrue(before.get("iterations") > 0);
    } finally {
      over.set(true);
    }
    assertTrue(written.get() > 3, "it stopped and went on while it was asked");
    driver.shutdown();
  }
}
