package org.throughtime.sweep.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.Status;

class SummaryTableTest {
  private static Execution execution(double seconds) {
    return new Execution(seconds, 1, new Provenance("1", "jvm", "arch", "scalar", "host"));
  }

  private static RunState state(
      String name, String status, int steps, LatestMetrics metrics, double seconds) {
    return new RunState(
        TestRuns.spec(name, "mem", 100),
        Status.parse(status),
        OptionalInt.of(steps),
        Optional.of(metrics),
        Optional.of(execution(seconds)),
        Optional.empty());
  }

  @Test
  void columnsAreAligned() {
    SweepStatus status =
        new SweepStatus(
            "s",
            List.of(
                state("A1", "finished", 999, MadeUpRows.latest(50, 100, 1.25, 1.5, .95, 2), 12.34),
                new RunState(
                    TestRuns.spec("A2_waits", "mem", 100),
                    Status.WAITING,
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
    assertEquals(
        """
        run       status    iterations  lowest err%    err%  train nll  valid nll  rho_Whh  grad norm  seconds
        A1        finished       1,000        50.00  100.00     1.2500     1.5000    0.950     2.0000     12.3
        A2_waits  waiting            -            -       -          -          -        -          -        -
        """,
        SummaryTable.render(status));
  }

  @Test
  void nothingIsWiderThan120ColumnsWhateverTheNumbers() {
    String name = "temporal_order_" + "alpha2_cutoff1_smart_tanh_".repeat(4) + "seed52";
    LatestMetrics metrics =
        MadeUpRows.latest(100, 100, Double.NaN, 1.234e30, 1e-9, Double.POSITIVE_INFINITY);
    String table =
        SummaryTable.render(
            new SweepStatus("s", List.of(state(name, "diverged", 1_234_567_890, metrics, 1e7))));
    table.lines().forEach(line -> assertTrue(line.length() <= 120, line.length() + ": " + line));
    assertTrue(table.contains("seed52"), "the end of a long name tells runs apart\n" + table);
    assertTrue(table.contains(" nan ") && table.contains(" inf "), table);
    assertTrue(table.contains("1.2e+30") && table.contains("1.0e-09"), table);
  }

  @Test
  void whatFailedSaysWhyBelow() {
    SweepStatus status =
        new SweepStatus(
            "s",
            List.of(
                new RunState(
                    TestRuns.spec("A1", "mem", 100),
                    Status.FAILED,
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.of(execution(1)),
                    Optional.of("IllegalStateException: why"))));
    assertTrue(
        SummaryTable.render(status).endsWith("A1 failed: IllegalStateException: why\n"),
        SummaryTable.render(status));
  }

  @Test
  void whatTheSweepHasNotAnyMoreIsNamedBelow() {
    LatestMetrics metrics = MadeUpRows.latest(50, 100, 1.25, 1.5, .95, 2);
    List<RunState> runs =
        List.of(
            state("A1", "finished", 99, metrics, 1),
            state("A2", "stopped", 9, metrics, 1),
            state("A3", "finished", 99, metrics, 1));
    SweepStatus status = new SweepStatus("s", runs, Set.of("A2", "A3"), Map.of());
    assertTrue(
        SummaryTable.render(status).endsWith("\nnot in the sweep file any more: A2, A3\n"),
        SummaryTable.render(status));
  }
}
