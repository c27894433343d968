package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.job.DynamicsJob;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import picocli.CommandLine;

class DynamicsCommandTest {
  private static final RunSpec RNN = TestRuns.spec("rnn", "mem", 11);
  private static final RunSpec GRU = TestRuns.spec("gru", "mem", 11);

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(RNN, GRU)).write(results);
  }

  private static MetricValues row(Map<String, Object> cells) {
    return DynamicsMetrics.SCHEMA.read(metric -> cells.get(metric.name()));
  }

  private int execute(String... options) {
    DynamicsCommand command =
        new DynamicsCommand(
            (directory, runs, every, notes, faults) -> {
              asked.add(runs.stream().map(RunSpec::name).toList() + " every " + every);
              notes.accept("a note");
              found.forEach(faults);
              Map<String, Object> always =
                  Map.of(
                      "weights",
                      "ab",
                      "n_fixed_points",
                      3,
                      "n_stable",
                      2,
                      "n_slow",
                      0,
                      "pc1_share",
                      .9,
                      "pc2_share",
                      .1,
                      "iter",
                      2000,
                      "lyapunov_1",
                      -.0626);
              return List.of(new DynamicsJob.Measured("rnn", row(always), true));
            });
    List<String> args = new ArrayList<>(List.of("dynamics", dir.toString()));
    args.addAll(List.of(options));
    CommandLine line = Main.commandLine(null, null, 100, writer(out), writer(err));
    line.getCommandSpec().removeSubcommand("dynamics");
    line.addSubcommand(command).setOut(writer(out)).setErr(writer(err));
    return line.execute(args.toArray(new String[0]));
  }

  private static PrintWriter writer(StringWriter text) {
    return new PrintWriter(text, true);
  }

  @Test
  void showsALineACheckpoint() {
    assertEquals(0, execute(), err::toString);
    assertEquals(List.of("[rnn, gru] every 1"), asked);
    assertEquals(
        """
        note: a note
        fixed points under the mean input, Lyapunov exponents in nats a step; 1 measured, 0 there already
        run  iter  fixed  stable  lyapunov  error  dimension  bound  rho
        rnn  2000      3       2    -0.063
        """,
        out.toString());
  }

  @Test
  void whatIsNotMeasuredIsALineAndAStatus() {
    found.add("run gru is not measured: it has no weights yet");
    assertEquals(1, execute("--run", "gru", "--every", "4000"));
    assertEquals(List.of("[gru] every 4000"), asked);
    assertEquals("run gru is not measured: it has no weights yet", err.toString().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--run gur | --run gur: no run has this name; did you mean gru?",
        "--every 0 | --every 0: must be at least 1"
      })
  void refusesInOneLine(String call, String message) {
    assertEquals(2, execute(call.split(" ")));
    assertEquals(message, err.toString().strip());
    assertEquals(List.of(), asked);
  }
}
