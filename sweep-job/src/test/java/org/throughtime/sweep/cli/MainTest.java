package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

class MainTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final String ALL =
      " --nhid 50 --lr 0.01 --bs 20 --min_length 50 --max_length 200 --maxiters 50000 --ebs 10000"
          + " --cbs 1000 --checkFreq 20 --seed 52 --valid_seed 12345 --collectDiags --diagBins 60"
          + " --satThresh 0.05 --alpha 0";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<SweepPlan> plans = new ArrayList<>();
  private final List<String> directories = new ArrayList<>();
  private final List<Boolean> freshly = new ArrayList<>();
  private List<Status> ended = List.of(Status.SOLVED, Status.DIVERGED);

  /** The seven commands of the assignment make the runs of canonical.conf. */
  @ParameterizedTest
  @CsvSource({
    "--task mem --model rnn --init basic_tanh --clipstyle nothing, A1_mem_rnn_tanh_noclip",
    "--task mem --model rnn --init basic_tanh --clipstyle rescale --cutoff 0.05,"
        + " A2_mem_rnn_tanh_clip005",
    "--task mem --model rnn --init basic_tanh --clipstyle rescale --cutoff 0.01,"
        + " A3_mem_rnn_tanh_clip001",
    "--task mem --model gru --init basic_tanh --diagGates --clipstyle nothing, A4_mem_gru_noclip",
    "--task mem --model gru --init basic_tanh --diagGates --clipstyle rescale --cutoff 0.05,"
        + " A5_mem_gru_clip005",
    "--task mul --model rnn --init basic_tanh --clipstyle nothing, B1_mul_rnn_tanh_noclip",
    "--task mul --model gru --init basic_tanh --diagGates --clipstyle nothing, B2_mul_gru_noclip"
  })
  void takesTheAssignmentsCommands(String flags, String name) {
    RunSpec canonical =
        SweepConfigLoader.load(CONF.resolve("canonical.conf"), Overrides.none()).runs().stream()
            .filter(run -> run.name().equals(name))
            .findFirst()
            .orElseThrow();
    String command = "train " + flags + ALL + " --name " + name;
    assertEquals(0, execute((command + " --out " + folder).split(" ")), err::toString);
    assertEquals(canonical, plans.get(0).runs().get(0));
    assertEquals(canonical.hash(), plans.get(0).runs().get(0).hash());
    assertEquals(List.of(folder.toString()), directories);

    String equals = command.replaceAll("(--[A-Za-z_]+) (?!--)", "$1=");
    assertEquals(0, execute((equals + " --out=" + folder).split(" ")), err::toString);
    assertEquals(canonical, plans.get(1).runs().get(0));
  }

  @Test
  void trainWithoutFlagsIsTheCoursesDefaultRun() {
    assertEquals(0, execute("train"));
    assertEquals(
        SweepConfigLoader.ofFlags("test", Map.of("name", "test_torch")).runs(),
        plans.get(0).runs());
    assertEquals("test_torch", plans.get(0).name());
    assertEquals(List.of("results/test_torch"), directories);
    assertEquals(
        "note: no --name is given: the run is named test_torch, as in the course's program; its"
            + " files are in results/test_torch: logs/test_torch.log,"
            + " npz/test_torch_final_state.npz",
        err.toString().strip());
  }

  @Test
  void aNameMayBeThePathThatTheCoursesFilesBeginWith() {
    assertEquals(0, execute("train", "--name", "results/A1", "--alpha", "0"), err::toString);
    assertEquals("A1", plans.get(0).runs().get(0).name());
    assertEquals(List.of("results/A1"), directories);
    assertEquals(
        "note: --name results/A1 is a path: the run is named A1; its files are in results/A1:"
            + " logs/A1.log, npz/A1_final_state.npz",
        err.toString().strip());
    assertEquals(0, execute("train", "--name=/tmp/x/B.2", "--out", "there"), err::toString);
    assertEquals("B.2", plans.get(1).runs().get(0).name());
    assertTrue(err.toString().contains("its files are in there: logs/B.2.log"), err::toString);
    assertEquals(2, execute("train", "--name", "results/"));
    assertEquals(2, plans.size());
  }

  @Test
  void flagsMayBeAbbreviatedAsArgparseAllows() {
    String call =
        "train --nam A --ta torder --mo rnn --maxi 40 --max_l=90 --collect --cut -1 --nh 7";
    assertEquals(0, execute((call + " --dev cpu").split(" ")), err::toString);
    RunSpec run = plans.get(0).runs().get(0);
    assertEquals("A", run.name());
    assertEquals("torder", run.task().task());
    assertEquals(40, run.optimizer().maxiters());
    assertEquals(90, run.task().maxLength());
    assertEquals(-1, run.optimizer().cutoff());
    assertEquals(7, run.cell().nhid());
    assertTrue(run.diagnostics().collectDiags());
    // alphaSchedule and lrSchedule are none of the course's, so alph and l are alpha and lr
    assertEquals(0, execute("train", "--name", "A", "--alph", "0", "--l", ".5"), err::toString);
    assertEquals(0, plans.get(1).runs().get(0).optimizer().alpha());
    assertEquals(.5, plans.get(1).runs().get(0).optimizer().lr());
  }

  @Test
  void aRunWithoutAnIterationIsAnnounced() {
    assertEquals(0, execute("train", "--name", "L", "--lr", "1e-8", "--alpha", "0", "--out", "x"));
    assertEquals(
        "warning: lr of at most 1e-8: as in the course's program, there is no iteration in L; set a larger lr to train",
        err.toString().strip());
  }

  @Test
  void aFlagThatDecidesNothingInARunDoesNotChangeIt() throws IOException {
    Path out = folder.resolve("out");
    String file =
        Files.writeString(
                folder.resolve("s.conf"),
                "runs = [ { name = A, alpha = 0 }, { name = B, alpha = 2 } ]")
            .toString();
    assertEquals(0, execute("run", file, "--out", out.toString()));
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", plans.get(0).runs()).write(results);
    assertEquals(
        0, execute("run", file, "--out", out.toString(), "--set", "omegaGradient=immediate"));
    assertFalse(out().contains("changed: A"), this::out);
    assertTrue(
        out().contains("changed: B: omegaGradient full -> immediate; had not started"), this::out);
  }

  /** What a run is known by is its name and its spec_hash, in which such a flag does not count. */
  @Test
  void aRunThatIsDoneStaysDoneWhateverSuchAFlagSays() throws IOException {
    Path out = folder.resolve("out");
    String file = conf("runs = [ { name = A, alpha = 0, maxiters = 21, checkFreq = 10 } ]");
    assertEquals(0, execute("run", file, "--out", out.toString()));
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", plans.get(0).runs()).write(results);
    RecordedRuns.finish(results, plans.get(0).runs().get(0));
    this.out.getBuffer().setLength(0);
    String[] again = {"--out", out.toString(), "--set", "omegaGradient=immediate", "--dry-run"};
    assertEquals(0, execute("run", file, again[0], again[1], again[2], again[3], again[4]));
    assertTrue(out().contains("1 of 1 already done"), this::out);
    assertTrue(out().contains("  finished  "), this::out);
  }

  @Test
  void ignoresDeviceAndSaveFreqWithANote() {
    assertEquals(
        0,
        execute(
            "train",
            "--name",
            "D",
            "--device",
            "cuda:0",
            "--saveFreq=5.0",
            "--alpha",
            "0",
            "--out",
            "x"));
    assertEquals(
        List.of(
            "note: --device cuda:0 is ignored: every run is one thread of a processor",
            "note: --saveFreq 5.0 is ignored: every checkpoint is written"),
        err.toString().lines().toList());
    assertEquals(1, plans.size());
  }

  @Test
  void takesTheLastOfTwoAndNumbersBelowZero() {
    assertEquals(
        0,
        execute("train", "--cutoff", "-1", "--lr", ".5", "--lr=.25", "--out", "x"),
        err::toString);
    RunSpec run = plans.get(0).runs().get(0);
    assertEquals(.25, run.optimizer().lr());
    assertEquals(-1, run.optimizer().cutoff());
  }

  @Test
  void warnsThatOnlyAnRnnHasOmega() throws IOException {
    assertEquals(0, execute("train", "--model", "gru", "--name", "G", "--out", "x"));
    assertEquals(
        "warning: alpha (2 by default) has no effect in G: only an rnn has Omega; you need not"
            + " change anything",
        err.toString().strip());
    assertEquals(2, plans.get(0).runs().get(0).optimizer().alpha());
    err.getBuffer().setLength(0);
    String file =
        conf(
            "grid { g { name = \"{model}{seed}\", model = [rnn, gru, lstm], alpha = 1"
                + ", seed = [1, 2, 3, 4, 5, 6] } }");
    assertEquals(0, execute("run", file, "--dry-run"), err::toString);
    List<String> lines = err.toString().strip().lines().toList();
    assertEquals(1, lines.size(), err::toString);
    assertTrue(
        lines.get(0).contains("gru1, gru2,") && lines.get(0).contains(" and 2 more:"),
        err::toString);
    assertFalse(lines.get(0).contains("rnn1"), err::toString);
  }

  @Test
  void runsWhatASweepFileHoldsAndWhereItSays() throws IOException {
    Path file = Path.of(conf("runs = [ { name = A, alpha = 0 } ]"));
    assertEquals(0, execute("run", file.toString()));
    assertEquals(List.of("results/s"), directories);
    assertEquals("s", plans.get(0).name());
    assertEquals("", err.toString());
    assertTrue(out.toString().contains("results: results/s, no earlier results"), out::toString);
  }

  @Test
  void freshAsksWhereResultsWouldBeLost() throws IOException {
    String file = conf("runs = [ { name = A } ]");
    Path out = folder.resolve("out");
    assertEquals(0, execute("run", file, "--out", out.toString(), "--fresh"), err::toString);
    Files.createDirectories(out.resolve("state"));
    assertEquals(0, execute("run", file, "--out", out.toString(), "--fresh"), err::toString);
    // What can be told of the run from its files: it has begun.
    RunSpec run = plans.get(0).runs().get(0);
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(run)).write(results);
    RecordedRuns.begun(results, run, 25).commitState(TestRuns.state(25, null), 1, 1);
    assertEquals(2, execute("run", file, "--out", out.toString(), "--fresh"));
    assertEquals(
        "--fresh: results of this sweep in "
            + out
            + " would be lost; without a terminal, add --yes to confirm",
        err.toString().strip());
    assertEquals(0, execute("run", file, "--out", out.toString(), "--fresh", "--yes"));
    assertEquals(0, execute("run", file, "--out", out.toString()));
    assertEquals(List.of(true, true, true, false), freshly);
  }

  @Test
  void aChangedFlagIsToldInThePlan() throws IOException {
    Path out = folder.resolve("out");
    String file = conf("runs = [ { name = A } ]");
    assertEquals(0, execute("run", file, "--out", out.toString()));
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", plans.get(0).runs()).write(results);
    assertEquals(0, execute("run", file, "--out", out.toString(), "--set", "lr=.5"));
    assertTrue(
        out().contains("changed: A: lr 0.01 -> 0.5; had not started, so no results are replaced"),
        this::out);
    RecordedRuns.begun(results, plans.get(0).runs().get(0), 25);
    int before = plans.size();
    assertEquals(2, execute("run", file, "--out", out.toString(), "--set", "lr=.5"));
    assertTrue(out().contains("changed: A: lr 0.01 -> 0.5; starts again"), this::out);
    assertTrue(
        err.toString()
            .contains(
                out
                    + ": results of 1 run with other flags would be lost (A); without a terminal,"
                    + " add --yes to confirm"),
        err::toString);
    assertEquals(before, plans.size());
    assertEquals(0, execute("run", file, "--out", out.toString(), "--set", "lr=.5", "--yes"));
    assertEquals(before + 1, plans.size());
    assertTrue(out().contains("results: " + out + ", holds 1 run with other flags\n"), this::out);
    assertFalse(out().contains("already done"), this::out);
  }

  @Test
  void aRunThatLostAFileIsNotDone() throws IOException {
    Path out = folder.resolve("out");
    String file = conf("runs = [ { name = A, maxiters = 75 } ]");
    assertEquals(0, execute("run", file, "--out", out.toString()));
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", plans.get(0).runs()).write(results);
    RecordedRuns.finish(results, plans.get(0).runs().get(0));
    assertEquals(0, execute("run", file, "--out", out.toString()));
    assertTrue(out().contains("1 of 1 already done"), this::out);
    Files.delete(out.resolve("npz/A_final_state.npz"));
    assertEquals(0, execute("run", file, "--out", out.toString()));
    assertTrue(out().contains("0 of 1 already done"), this::out);
    assertTrue(out().contains("  damaged  "), this::out);
  }

  /** They stay in the directory, so that it does have earlier results. */
  @Test
  void endedRunsOfAnotherSweepFileAreCounted() throws IOException {
    Path out = folder.resolve("out");
    String file = conf("runs = [ { name = A, maxiters = 75 }, { name = B, maxiters = 75 } ]");
    assertEquals(0, execute("run", file, "--out", out.toString()));
    var results = new ResultsDirectory(out.toString(), new Configuration());
    SweepManifest.extend(results, "s", plans.get(0).runs()).write(results);
    RecordedRuns.finish(results, plans.get(0).runs().get(0));
    assertEquals(0, execute("run", file, "--out", out.toString(), "--only", "B"));
    assertFalse(out().contains("not in the sweep file"), this::out);
    String other = conf("runs = [ { name = C, maxiters = 75 } ]");
    assertEquals(0, execute("run", other, "--out", out.toString()));
    assertTrue(
        out()
            .contains(
                "results: " + out + ", 1 ended run there is not in the sweep file and stays\n"),
        this::out);
    RecordedRuns.finish(results, plans.get(0).runs().get(1));
    assertEquals(0, execute("run", other, "--out", out.toString()));
    assertTrue(
        out().contains(", 2 ended runs there are not in the sweep file and stay\n"), this::out);
  }

  @Test
  void whatIsValidatedIsTold() throws IOException {
    String file =
        conf("runs = [ { name = A, ebs = 1000, cbs = 300 }, { name = B, ebs = 900, cbs = 300 } ]");
    for (String[] more : new String[][] {{"--dry-run"}, {}}) {
      err.getBuffer().setLength(0);
      List<String> call = new ArrayList<>(List.of("run", file, "--out", folder + "/x"));
      call.addAll(List.of(more));
      assertEquals(0, execute(call.toArray(new String[0])), err::toString);
      assertEquals(
          "warning: cbs does not divide ebs (cbs = 300, ebs = 1000): as in the course's program, max(1, ebs / cbs) chunks of"
              + " cbs sequences are validated, and not ebs sequences, in A; set ebs to a multiple of cbs to validate all of them",
          err.toString().strip());
    }
    err.getBuffer().setLength(0);
    assertEquals(0, execute("run", conf("runs = [ { name = C, maxiters = 20 } ]"), "--dry-run"));
    assertEquals(
        "warning: checkFreq is not below maxiters, so no checkpoint is measured in C; set a"
            + " smaller checkFreq to measure checkpoints",
        err.toString().strip());
  }

  private String conf(String text) throws IOException {
    return Files.writeString(folder.resolve("s.conf"), text).toString();
  }

  private String out() {
    return out.toString();
  }

  @Test
  void statusTellsHowRunsEnded() throws IOException {
    String file = conf("runs = [ {} ]");
    assertEquals(0, execute("run", file));
    ended = List.of(Status.FINISHED, Status.FAILED);
    assertEquals(1, execute("run", file));
    ended = List.of(Status.STOPPED);
    assertEquals(1, execute("run", file));
    ended = null;
    err.getBuffer().setLength(0);
    assertEquals(130, execute("run", file));
    assertEquals("interrupted; repeat the command to resume\n", err.toString());
    // Behind the ^C that a terminal shows.
    err.getBuffer().setLength(0);
    System.setProperty("throughtime.terminal", "true");
    try {
      assertEquals(130, execute("run", file));
    } finally {
      System.clearProperty("throughtime.terminal");
    }
    assertEquals("\ninterrupted; repeat the command to resume\n", err.toString());
  }

  @Test
  void statusShowsSettingsWithoutASuccessWhereItIsAskedTo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"), "grid { g { name = \"r{lr}\", lr = [.1, .2] } }");
    SweepManifest.extend(
            new ResultsDirectory(folder + "/out", new Configuration()),
            "s",
            SweepConfigLoader.load(file, Overrides.of(List.of())).runs())
        .write(new ResultsDirectory(folder + "/out", new Configuration()));
    assertEquals(0, execute("status", folder + "/out"));
    assertFalse(out().contains("settings by the lower bound of the success rate"), this::out);
    assertEquals(0, execute("status", folder + "/out", "--top", "1"));
    assertTrue(out().contains("and 1 more"), this::out);
    assertTrue(out().contains("./submit.sh train --lr 0.1 --name"), this::out);
  }

  @Test
  void aManifestWhoseNewestVersionIsDamagedIsANote() throws IOException {
    String file = conf("runs = [ { name = A } ]");
    ResultsDirectory results = new ResultsDirectory(folder + "/out", new Configuration());
    List<RunSpec> runs = SweepConfigLoader.load(Path.of(file), Overrides.of(List.of())).runs();
    SweepManifest.extend(results, "s", runs).write(results);
    Path damaged = Files.writeString(folder.resolve("out/manifest/00000002.conf"), "name=s\n");
    String note =
        "note: file:"
            + damaged
            + ": is damaged, so manifest/00000001.conf counts; run the sweep again to replace it";
    assertEquals(0, execute("status", folder + "/out"));
    assertEquals(List.of(note), err.toString().lines().toList());
    assertEquals(1, execute("digest", folder + "/out"));
    assertEquals(note, err.toString().lines().toList().get(1));
    assertEquals(0, execute("run", file, "--dry-run", "--out", folder + "/out"));
    assertEquals(2, err.toString().lines().skip(1).filter(note::equals).count(), err::toString);
  }

  @Test
  void thePlanTellsWhereTheMedianRuleIsAsked() throws IOException {
    String file =
        conf("search.median.rungs = [100, 300]\nruns = [ { name = A }, { name = B, lr = .1 } ]");
    assertEquals(0, execute("run", file, "--dry-run", "--out", folder + "/new"));
    assertTrue(out().contains("median rule by valid_nll at 100, 300 iterations"), this::out);
  }

  @Test
  void thePlanTellsWhatStrategiesDo() throws IOException {
    String file =
        conf(
            """
            grid.g { name = "g{lr}_{seed}", lr = [.1, .2], seed = [1, 2, 3] }
            search.random.r { name = "r{draw}", draws = 2, lr { uniform = [.1, 1] } }
            search.tpe.t {
              name = "t{draw}"
              draws = 12
              startup = 4
              batch = 2
              metric = valid_error
              lr { uniform = [.1, 1] }
            }
            search.halving { rungs = [100], eta = 2 }
            """);
    assertEquals(0, execute("run", file, "--dry-run", "--out", folder + "/new"));
    assertTrue(
        out()
            .contains(
                """
                grid.g: 6 runs, 2 values of lr x 3 values of seed
                search.random.r: 2 runs, 2 draws of lr
                search.tpe.t: 12 runs, 12 draws of lr: 4 at random, then 2 at a time, chosen by valid_error
                halving by valid_nll, 12 to 100 iterations, 6 to the end; the runs of later rounds likewise
                """),
        this::out);
    assertTrue(out().startsWith("sweep s: 12 runs of 20 at most, longest first, "), this::out);
    assertTrue(out().contains("  t04  "), this::out);
    assertFalse(out().contains("  t05  "), this::out);
    assertEquals(2, execute("run", file, "--dry-run", "--only", "t05", "--out", folder + "/new"));
    assertTrue(
        err.toString().contains("--only t05: its flags depend on the results"), err::toString);
  }

  @Test
  void dryRunPrintsEveryRunAndStartsNothing() throws IOException {
    assertEquals(
        0,
        execute(
            "run",
            CONF.resolve("quick.conf").toString(),
            "--dry-run",
            "--out",
            folder + "/new",
            "--only",
            "A2_mem_rnn_tanh_clip005,A4_mem_gru_noclip",
            "--set",
            "maxiters=7"));
    assertEquals(List.of(), plans);
    RunSpec gru =
        SweepConfigLoader.load(CONF.resolve("quick.conf"), Overrides.of(List.of("maxiters=7")))
            .only(List.of("A4_mem_gru_noclip"))
            .runs()
            .get(0);
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("sweep quick: 2 runs, longest first, "), lines.get(0));
    assertEquals("results: " + folder + "/new, no earlier results", lines.get(1));
    assertEquals(
        "every run: maxiters=7 alpha=0 ebs=1000 collectDiags=true diagBins=60", lines.get(2));
    assertTrue(lines.get(4).startsWith("  1  A4_mem_gru_noclip        "), lines.get(4));
    assertTrue(lines.get(4).contains(gru.hash().substring(0, 8)), lines.get(4));
    assertTrue(
        lines
            .get(4)
            .endsWith(
                "new  task=mem model=gru init=basic_tanh clipstyle=nothing cutoff=1 diagGates=true"),
        lines.get(4));
    assertTrue(lines.get(5).startsWith("  2  A2_mem_rnn_tanh_clip005  "), lines.get(5));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | which command? known: run, train, status, digest, report, watch, submission, certify, dynamics, compact, sql, help, completion (see ./submit.sh --help)",
        "rnu | there is no command rnu; did you mean run? (see ./submit.sh --help)",
        "run | no sweep file; give one, such as conf/quick.conf (see ./submit.sh run --help)",
        "run --master local[2] a | --master goes before the command: ./submit.sh --master 'local[2]' run ... (see ./submit.sh run --help)",
        "run a --master=yarn | --master goes before the command: ./submit.sh --master yarn run ... (see ./submit.sh run --help)",
        "status | no results directory; give one, such as results/quick (see ./submit.sh status --help)",
        "completion | no shell; give bash or zsh (see ./submit.sh completion --help)",
        "run a b | unexpected argument b; options begin with -- (see ./submit.sh run" + " --help)",
        "run a --dryrun | there is no option --dryrun; did you mean --dry-run? (see"
            + " ./submit.sh run --help)",
        "train --nhdi 3 | there is no option --nhdi; did you mean --nhid? (see"
            + " ./submit.sh train --help)",
        "train --nhdi=3 | there is no option --nhdi; did you mean --nhid? (see"
            + " ./submit.sh train --help)",
        "train --lr | --lr has no value; write --lr=LR (see" + " ./submit.sh train --help)",
        "train --max 3 | --max could be --max_length or --maxiters; write out which"
            + " one (see ./submit.sh train --help)",
        "train --lr 0 --name L | train: lr = 0.0: must be a finite number above 0",
        "train --lr fast --name L | train: lr = fast: must be a finite number",
        "train --model cnn --name L | train: model = cnn: must be one of rnn, gru, lstm",
        "status nowhere | nowhere: does not exist; give the results directory of a sweep"
      })
  void refusesInOneLine(String call, String message) {
    assertEquals(2, execute(call.isEmpty() ? new String[0] : call.split(" ")));
    assertEquals(message, err.toString().strip());
    assertEquals(List.of(), plans);
  }

  /** What {@link Start} does; reading a results directory needs classes of Spark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run a --dryrun | there is no option --dryrun; did you mean --dry-run? (see ./submit.sh run --help)",
        "run nowhere.conf | nowhere.conf: there is no such file",
        "run nowhere.conf --out | --out has no value; write --out=DIR",
        "train --nhdi 3 | there is no option --nhdi; did you mean --nhid?",
        "train --lr fast --name L | train: lr = fast: must be a finite number",
        "status a b | unexpected argument b; options begin with --",
        "digest | no results directory; give one, such as results/quick",
        "sql | no results directory; give one, such as results/quick",
        "sql a --format xml | --format xml: must be table, csv or json",
        "sql a -f nowhere.sql | -f nowhere.sql: no such file"
      })
  void aWrongCallIsRefusedWithoutSpark(String call, String message) {
    OptionalInt status =
        Main.check(call.split(" "), new PrintWriter(out, true), new PrintWriter(err, true));
    assertEquals(OptionalInt.of(2), status);
    assertTrue(err.toString().startsWith(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  @Test
  void aRightCallIsNotOverBeforeSpark() {
    String conf = CONF.resolve("quick.conf").toString();
    for (String[] call :
        List.of(
            new String[] {"run", conf, "--dry-run"},
            new String[] {"train", "--nhid", "3", "--name", "results/x"},
            new String[] {"status", "nowhere"},
            new String[] {"sql", "nowhere", "SELECT 1; SELECT 2"},
            new String[] {"sql", "nowhere", "--list"},
            new String[] {"sql", "nowhere"})) {
      assertEquals(
          OptionalInt.empty(),
          Main.check(call, new PrintWriter(out, true), new PrintWriter(err, true)),
          () -> String.join(" ", call) + ": " + err);
    }
    assertEquals("", out.toString() + err);
    assertEquals(
        OptionalInt.of(0),
        Main.check(
            new String[] {"run", "--help"},
            new PrintWriter(out, true),
            new PrintWriter(err, true)));
    assertTrue(out.toString().contains("--dry-run"), out.toString());
  }

  @Test
  void refusesAnOptionInPlaceOfAValue() {
    assertEquals(2, execute("run", CONF.resolve("quick.conf").toString(), "--out", "--dryrun"));
    assertEquals(
        "--out has no value before --dryrun; a value that begins with -- is written"
            + " --out=--dryrun (see ./submit.sh run --help)",
        err.toString().strip());
    assertEquals(List.of(), plans);
  }

  @Test
  void helpNamesEveryFlagWithItsDefault() {
    assertEquals(0, execute("train", "--help"));
    String words = out().replaceAll("\\s+", " ");
    assertTrue(words.contains("--checkFreq=CHECKFREQ"), out::toString);
    assertTrue(words.contains("Default: 1e-20."), out::toString);
    // One manual, however it is asked for.
    out.getBuffer().setLength(0);
    assertEquals(0, execute("status", "--help"));
    String page = out();
    out.getBuffer().setLength(0);
    assertEquals(0, execute("help", "status"));
    assertEquals(out(), page);
    assertFalse(out.toString().contains("\u001b"), out::toString);
  }

  private int execute(String... args) {
    SweepRunner runner =
        (plan, directory, fresh) -> {
          plans.add(plan);
          freshly.add(fresh);
          directories.add(directory);
          if (ended == null) {
            throw new InterruptedException();
          }
          return ended;
        };
    Confirmation nobody = Confirmation.onTerminal(false, new PrintWriter(out, true));
    return Main.commandLine(
            runner, nobody, 100, new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(args);
  }

  /** In one line, within seconds, before the plan; see {@code ReachableTest} for the lines. */
  @ParameterizedTest
  @CsvSource({
    "local[1], hdfs://127.0.0.1:1/s, nobody listens at 127.0.0.1:1 (",
    "local[1], hdfs://nowhere.invalid/s, the host name nowhere.invalid does not resolve",
    "local[1], s3a://bucket/s, add --packages org.apache.hadoop:hadoop-aws:",
    "spark://nowhere.invalid:7077, results, the host name nowhere.invalid does not resolve"
  })
  void refusesWhatCannotBeReachedBeforeThePlan(String master, String out, String reason) {
    System.setProperty("spark.master", master);
    try {
      String place = out.contains("://") ? out : folder.resolve(out).toString();
      assertEquals(2, execute("train", "--name", "a", "--alpha", "0", "--out", place));
    } finally {
      System.clearProperty("spark.master");
    }
    assertTrue(err.toString().contains(reason), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertEquals("", this.out.toString());
    assertEquals(List.of(), plans);
    assertFalse(Files.exists(folder.resolve(out)));
  }
}
