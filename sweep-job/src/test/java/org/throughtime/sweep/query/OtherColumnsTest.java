package org.throughtime.sweep.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.Tables;

/** Files with columns of another version: what they lack is absent, what they have besides too. */
class OtherColumnsTest {
  private static final Set<String> LACKING =
      Set.of("gate_z_sat_time", "valid_mae", "act_time", "kernel", "diagBins");

  @TempDir Path dir;
  private RecordedSweep sweep;
  private RunSpec run;
  private SweepSql sql;

  @BeforeEach
  void recordOne() throws IOException {
    sweep = new RecordedSweep(dir, "s", new CommitSchedule(10, 3, 50));
    run = TestRuns.spec("r", "mul", 40);
    sweep.prepare(run);
    sweep.record(run, RunStatus.FINISHED, 40);
    rewrite(RunTable.TABLE);
    rewrite(Tables.CHECKPOINTS);
    rewrite(Tables.ITERATIONS);
    // only the state has the rows as they were
    try (var states = Files.list(dir.resolve("state"))) {
      for (Path state : states.toList()) {
        Files.delete(state);
      }
    }
    sql = RecordedSweep.sql("d", sweep.results());
  }

  private <S> void rewrite(Table<S> table) throws IOException {
    List<Metric<S, ?>> columns = new ArrayList<>(table.columns());
    columns.removeIf(column -> LACKING.contains(column.name()));
    columns.add(1, Metric.real("of_tomorrow", "", "not known yet", row -> 1.0));
    Table<S> other = new Table<>(table.name(), new Schema<>(columns));
    try (var files = Files.list(dir.resolve("tables").resolve(table.name().toString()))) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith("r")) {
          continue;
        }
        List<MetricValues> rows =
            RowReader.whole(table)
                .all(
                    new ParquetInput(Files.readAllBytes(file)),
                    row ->
                        other
                            .rows()
                            .read(
                                column ->
                                    column.name().equals("of_tomorrow")
                                        ? 1.0
                                        : row.get(column).orElse(null)));
        try (OutputStream out = Files.newOutputStream(file)) {
          other.write(out, "r", rows);
        }
      }
    }
  }

  @Test
  void statusAndReportReadThem() throws IOException {
    RunState state = SweepSnapshot.read(sweep.results()).orElseThrow().state(run);
    assertEquals(Status.FINISHED, state.status());
    assertEquals(39, state.steps().getAsInt());
    assertEquals(2.0 + 30, state.metrics().orElseThrow().gradientNorm());
    RunRows rows = SweepSnapshot.read(sweep.results()).orElseThrow().rows(run);
    assertEquals(40, rows.iterations().size());
    assertEquals(3, rows.checkpoints().size());
    assertEquals(Optional.empty(), rows.checkpoints().get(0).get(CheckpointMetrics.ACT_TIME));
    assertEquals(Optional.empty(), rows.checkpoints().get(0).get(TestRuns.GATE_Z));
    assertEquals(Optional.empty(), rows.checkpoints().get(0).get(CheckpointMetrics.VALID_MAE));
    assertEquals(Optional.of(.84), rows.checkpoints().get(0).get(CheckpointMetrics.VALID_MAXAE));
    assertTrue(rows.checkpoints().get(0).get(CheckpointMetrics.GRAD_TIME).isPresent());
    assertEquals("unknown", state.execution().orElseThrow().provenance().kernel());
  }

  @Test
  void sqlReadsThem() throws IOException {
    assertEquals(
        List.of("r|null|null|finished|97.0"),
        RecordedSweep.rows(
            sql, "SELECT run, kernel, diagBins, status, best_valid_error FROM runs"));
    assertEquals(
        List.of("10|null|0.84|null", "20|null|0.84|null", "30|null|0.84|null"),
        RecordedSweep.rows(
            sql,
            "SELECT iter, valid_mae, valid_maxae, gate_z_sat_time FROM checkpoints ORDER BY iter"));
    assertEquals(
        List.of("60|60|0|0"),
        RecordedSweep.rows(
            sql,
            "SELECT count(*), count(sat_time), count(act_time), count(gate_z_sat_time)"
                + " FROM profile WHERE iter = 20"));
    assertEquals(List.of("40"), RecordedSweep.rows(sql, "SELECT count(*) FROM iterations"));
  }
}
