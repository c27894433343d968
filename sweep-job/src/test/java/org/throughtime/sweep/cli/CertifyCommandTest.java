package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.Provenance;
import picocli.CommandLine;

class CertifyCommandTest {
  private static final RunSpec FINISHED = TestRuns.spec("finished", "mem", 11);
  private static final RunSpec SOLVED = TestRuns.spec("solved", "mem", 21);

  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private String fault = "";

  @BeforeEach
  void write() throws IOException {
    write(FINISHED, RunStatus.FINISHED);
  }

  private void write(RunSpec run, RunStatus status) throws IOException {
    ResultsDirectory results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(run)).write(results);
    int iterations = run.optimizer().maxiters();
    RecordedRuns.begun(results, run, iterations)
        .ended(
            TestRuns.state(iterations, status),
            TestRuns.weights(),
            new Execution(1, 1, Provenance.here(run.backend())));
  }

  private Map<RunSpec, List<GeneralizationRow>> rows(List<RunSpec> runs, Evaluation certification) {
    Map<RunSpec, List<GeneralizationRow>> rows = new LinkedHashMap<>();
    for (RunSpec run : runs) {
      asked.add(run.name() + " " + certification);
      List<GeneralizationRow> metrics = new ArrayList<>();
      for (int length = 0; length <= certification.lengths().size(); length++) {
        FreshScore score = new FreshScore(10_000, length, .5, Optional.empty());
        metrics.add(
            GeneralizationRow.of(
                new GeneralizationRow.Scored(run, 20, OptionalInt.empty(), 1, 0, score)));
      }
      rows.put(run, metrics);
    }
    return rows;
  }

  private int execute(String... options) {
    CertifyCommand command =
        new CertifyCommand(
            (directory, runs, certification, faults) -> {
              if (!fault.isEmpty()) {
                faults.accept(runs.get(0), fault);
              }
              return rows(runs, certification);
            });
    List<String> args = new ArrayList<>(List.of("certify", dir.toString()));
    args.addAll(List.of(options));
    CommandLine line = Main.commandLine(null, null, 100, writer(out), writer(err));
    line.getCommandSpec().removeSubcommand("certify");
    line.addSubcommand(command).setOut(writer(out)).setErr(writer(err));
    return line.execute(args.toArray(new String[0]));
  }

  private static PrintWriter writer(StringWriter text) {
    return new PrintWriter(text, true);
  }

  @Test
  void certifiesWhatIsSolved() throws IOException {
    write(SOLVED, RunStatus.SOLVED);
    assertEquals(0, execute("--lengths", "500,50", "--seed", "9"), err::toString);
    assertEquals(
        List.of("solved Evaluation[seed=9, sequences=10000, lengths=[50, 500], stateNoise=0.0]"),
        asked);
    assertEquals(
        """
        error % on 10,000 fresh sequences, seed 9 (drawn: the training lengths mixed; other columns: one length each)
        run     iterations  drawn    50   500
        solved          21   0.00  0.01  0.02
        """,
        out.toString());
  }

  @Test
  void noiseIsNamedAboveTheTable() throws IOException {
    write(TestRuns.canonical("name", "solved", "maxiters", 21), RunStatus.SOLVED);
    assertEquals(
        0, execute("--lengths", "50", "--seed", "9", "--stateNoise", ".06"), err::toString);
    assertEquals(
        List.of("solved Evaluation[seed=9, sequences=10000, lengths=[50], stateNoise=0.06]"),
        asked);
    assertEquals(
        "error % on 10,000 fresh sequences, seed 9 (drawn: the training lengths mixed; other columns:"
            + " one length each), with stateNoise 0.06",
        out.toString().lines().findFirst().orElseThrow());
  }

  @Test
  void certifiesWhatIsNamed() {
    assertEquals(0, execute("--run", "finished,finished"), err::toString);
    assertEquals(
        List.of(
            "finished Evaluation[seed=20130616, sequences=10000, lengths=[50, 100, 150, 200,"
                + " 250, 500, 1000, 2000, 3000, 5000], stateNoise=0.0]"),
        asked);
  }

  @Test
  void aRunThatCannotBeCertifiedIsALine() {
    fault = "has no state";
    assertEquals(1, execute("--run", "finished"));
    assertEquals("run finished was not evaluated: has no state", err.toString().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sequences 5 | DIR: no solved runs; use --run NAME to evaluate a run whatever its status",
        "--run finishd | --run finishd: no run has this name; did you mean finished?",
        "--run finished --seed -1 | --seed: -1: must be 0 to 4294962295, so that seed + length is a"
            + " seed too",
        "--run finished --stateNoise -1 | --stateNoise: -1.0: must be 0 to 10",
        "--run finished --lengths 0 | --lengths: 0: must be 1 to 1000000",
        "--run finished --seed 2 | --seed: 2: run finished has drawn from stream 52; must be"
            + " another, for fresh data"
      })
  void refusesInOneLine(String call, String message) {
    assertEquals(2, execute(call.split(" ")));
    assertEquals(message, err.toString().strip().replace(dir.toString(), "DIR"));
    assertEquals(List.of(), asked);
  }
}
