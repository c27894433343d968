package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.plan.CourseCommand;
import org.throughtime.sweep.plan.RunMemory;
import org.throughtime.sweep.table.Status;

/** A run's course command, pasted behind {@code train}, makes the same run. */
class CourseCommandReadsBackTest {
  private static final String PROGRAM = "python -m trainingRNNs_torch.train ";

  @Property(tries = 200)
  void makesTheSameRun(@ForAll("runs") RunSpec run) {
    String command = CourseCommand.of(run);
    assertTrue(command.startsWith(PROGRAM), command);
    // No shell changes a comma outside braces, a percent sign or a colon: schedules have them.
    assertTrue(command.matches("[A-Za-z0-9 ._=+,%:-]+"), "a shell would change " + command);
    // The course's program knows of one gradient of Omega: what has no Omega reads back with that.
    assertEquals(run.hasOmega() ? run : with(run, "omegaGradient", "full"), train(command));
    assertEquals(run.hash(), train(command).hash());
  }

  private static RunSpec with(RunSpec run, String flag, Object value) {
    Map<String, Object> flags = new LinkedHashMap<>(run.flags());
    flags.put(flag, value);
    return RunSpec.fromFlags(flags);
  }

  @Test
  void holdsTheGradientOfOmegaThatTheCourseHasNotWhereItMatters() {
    Map<String, String> immediate = Map.of("omegaGradient", "immediate");
    RunSpec run = SweepConfigLoader.ofFlags("test", immediate).runs().get(0);
    assertTrue(CourseCommand.of(run).contains(" --omegaGradient immediate "));
    assertFalse(CourseCommand.of(with(run, "omegaGradient", "full")).contains("omegaGradient"));
    assertFalse(CourseCommand.of(with(run, "alpha", 0)).contains("omegaGradient"));
    assertFalse(CourseCommand.of(with(run, "model", "gru")).contains("omegaGradient"));
  }

  @Test
  void writesEveryFlagOutAndSwitchesWhereTheyAreOn() {
    RunSpec run =
        SweepConfigLoader.ofFlags(
                "test", Map.of("name", "A1", "collectDiags", "true", "alpha", "0", "cutoff", "-2"))
            .runs()
            .get(0);
    assertEquals(
        PROGRAM
            + "--task mem --memvalues 5 --mempos 10 --min_length 50 --max_length 200 --model rnn"
            + " --init basic_tanh --nhid 50 --lr 0.01 --bs 20 --maxiters 20000 --clipstyle rescale"
            + " --cutoff=-2 --alpha 0 --bound 1e-20 --ebs 10000 --cbs 1000 --checkFreq 20"
            + " --valid_seed 12345 --err_abs 0.2 --collectDiags --diagBins 50 --satThresh 0.05"
            + " --seed 52 --name A1",
        CourseCommand.of(run));
  }

  @Test
  void leavesOutTheBackendWhichTheCourseHasNot() {
    Map<String, String> reference = Map.of("backend", "reference");
    RunSpec run = SweepConfigLoader.ofFlags("test", reference).runs().get(0);
    Map<String, Object> flags = new LinkedHashMap<>(run.flags());
    flags.put("backend", "kernel");
    assertEquals(RunSpec.fromFlags(flags), train(CourseCommand.of(run)));
  }

  @Test
  void holdsWhatTheCourseHasNotWhereTheRunIsAnotherForIt() {
    Map<String, String> flags = Map.of("solvedChecks", "3", "lrSchedule", "62%:4, 3%:.2,1000:.1");
    RunSpec run = SweepConfigLoader.ofFlags("test", flags).runs().get(0);
    String command = CourseCommand.of(run);
    assertTrue(command.contains(" --lr 0.01 --lrSchedule 62%:4,3%:0.2,1000:0.1 "), command);
    assertTrue(command.contains(" --solvedChecks 3 "), command);
    assertEquals(run, train(command));
  }

  @Provide
  Arbitrary<RunSpec> runs() {
    Map<String, Arbitrary<String>> values = new LinkedHashMap<>();
    values.put("backend", Arbitraries.just("kernel"));
    values.put(
        "name",
        Arbitraries.strings()
            .withChars("ab-_.7Z")
            .ofMinLength(1)
            .ofMaxLength(9)
            .filter(name -> !name.startsWith(".") && !name.startsWith("-")));
    values.put("task", Arbitraries.of("torder", "torder3", "add", "mul", "perm", "mem", "parity"));
    values.put("memvalues", whole(1, 3));
    values.put("mempos", whole(1, 5));
    values.put("memall", Arbitraries.of("true", "false"));
    values.put("marks", whole(2, 3));
    values.put("min_length", whole(30, 60));
    values.put("max_length", whole(60, 300));
    values.put("model", Arbitraries.of("rnn", "gru", "lstm"));
    values.put("init", Arbitraries.of("sigmoid", "basic_tanh", "smart_tanh", "test"));
    values.put("nhid", whole(1, 300));
    values.put("optimizer", Arbitraries.of("sgd", "momentum", "adam", "rmsprop"));
    for (String share : List.of("momentum", "beta1", "beta2", "decay")) {
      values.put(share, real(0, -30, -9));
    }
    values.put("epsilon", real(1, -300, 0));
    values.put("redraws", Arbitraries.of("0", "50", "L300:50"));
    values.put("averageFreq", Arbitraries.of("0", "1", "L100:1"));
    values.put("lr", real(1, -300, 290));
    values.put("bs", whole(1, 100));
    values.put("maxiters", whole(1, Integer.MAX_VALUE));
    values.put("clipstyle", Arbitraries.of("nothing", "rescale"));
    values.put("cutoff", real(-999_999_999, -20, 20));
    values.put("alpha", real(0, -30, 0));
    values.put("bound", real(0, -300, 0));
    values.put("stateNoise", Arbitraries.of("0", "0.05"));
    values.put(
        "lengthSchedule",
        Arbitraries.of(
            "constant",
            "factor=1.4,to=300,below=1.5%,checks=5,rate=0.7",
            "factor=1.4,to=300,below=1.5%,checks=5,rate=0.7,patience=8"));
    values.put("omegaGradient", Arbitraries.of("full", "immediate", "direct"));
    values.put("ebs", whole(1, Integer.MAX_VALUE));
    values.put("cbs", whole(1, 3_000_000));
    values.put("checkFreq", whole(1, Integer.MAX_VALUE));
    values.put("holdLengths", Arbitraries.of("none", "100", "50,100,1000"));
    values.put("dynamics", Arbitraries.of("none", "every checkpoint"));
    values.put("valid_seed", whole(0, Integer.MAX_VALUE));
    values.put("err_abs", real(0, -9, 9));
    values.put("collectDiags", Arbitraries.of("true", "false"));
    values.put("diagGates", Arbitraries.of("true", "false"));
    values.put("diagBins", whole(1, Integer.MAX_VALUE));
    values.put("satThresh", real(0, -300, 0));
    values.put("seed", whole(0, Integer.MAX_VALUE));
    List<String> names = List.copyOf(values.keySet());
    return Combinators.combine(List.copyOf(values.values()))
        .as(
            texts -> {
              Map<String, String> flags = new LinkedHashMap<>();
              for (int i = 0; i < names.size(); i++) {
                flags.put(names.get(i), texts.get(i));
              }
              if (!flags.get("model").equals("rnn")) {
                flags.put("stateNoise", "0");
              }
              boolean keeps = !flags.get("dynamics").equals("none");
              flags.put("dynamics", keeps ? flags.get("checkFreq") : "0");
              return RunSpec.fromFlags(flags);
            })
        // Others are refused, whatever memory there is.
        .filter(run -> RunMemory.largestArray(run) <= Integer.MAX_VALUE);
  }

  private static Arbitrary<String> whole(int least, int most) {
    return Arbitraries.integers().between(least, most).map(String::valueOf);
  }

  private static Arbitrary<String> real(int leastDigits, int least, int most) {
    return Combinators.combine(
            Arbitraries.integers().between(leastDigits, 999_999_999),
            Arbitraries.integers().between(least, most))
        .as((digits, exponent) -> digits + "e" + exponent);
  }

  private static RunSpec train(String command) {
    List<RunSpec> runs = new ArrayList<>();
    SweepRunner runner =
        (plan, directory, fresh) -> {
          runs.addAll(plan.runs());
          return List.of(Status.FINISHED);
        };
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    String[] args = command.replace(PROGRAM, "train ").split(" ");
    // Nothing is run here, so that memory is no matter.
    Map<String, String> cluster =
        Map.of("spark.master", "yarn", "spark.executor.memory", "1000000g");
    cluster.forEach(System::setProperty);
    try {
      assertEquals(
          0,
          Main.commandLine(runner, (loss, option) -> {}, 100, writer, writer).execute(args),
          said::toString);
    } finally {
      cluster.keySet().forEach(System::clearProperty);
    }
    return runs.get(0);
  }
}
