package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.flag.InvalidFlagException;
import org.throughtime.model.task.Tasks;

class RunSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name        | ''           | made of
          name        | .hidden      | made of
          name        | -x           | made of
          name        | a/b          | made of
          name        | a b          | made of
          task        | memo         | one of torder
          memvalues   | 0            | from 1 to 200
          memvalues   | 201          | from 1 to 200
          memvalues   | 2.5          | a whole number
          mempos      | 0            | from 1 to 1000
          mempos      | 20           | such that memvalues^mempos is below 2^31
          memall      | yes          | true or false
          marks       | 1            | from 2 to 3
          marks       | 4            | from 2 to 3
          min_length  | -1           | at least 0
          min_length  | 2.5          | a whole number
          min_length  | 31           | ?max_length
          max_length  | 9            | from min_length (10) to 1000000
          max_length  | 1000001      | from min_length (10) to 1000000
          model       | elman        | one of rnn, gru, lstm
          init        | tanh         | one of sigmoid, basic_tanh, smart_tanh, test, identity_relu
          nhid        | 0            | from 1 to 8192
          nhid        | 8193         | from 1 to 8192
          nhid        | 99999999999  | a whole number of at most 2147483647
          optimizer   | adamw        | one of sgd, momentum, adam, rmsprop
          momentum    | 1            | a finite number from 0 to below 1
          momentum    | -0.1         | a finite number from 0 to below 1
          beta1       | 1            | a finite number from 0 to below 1
          beta2       | 2            | a finite number from 0 to below 1
          epsilon     | 0            | a finite number above 0
          decay       | 1            | a finite number from 0 to below 1
          momentum    | heavy        | a finite number
          lr          | 0            | a finite number above 0
          lr          | -0.1         | a finite number above 0
          lr          | 1e999        | a finite number above 0
          lr          | NaN          | a finite number
          lr          | fast         | a finite number
          bs          | 0            | at least 1
          bs          | 5000000      | such that T * bs * nhid stays below 2^31
          maxiters    | 0            | at least 1
          clipstyle   | clip         | one of nothing, rescale
          cutoff      | Infinity     | a finite number
          cutoff      | 1e400        | a finite number
          alpha       | -1           | a finite number at least 0
          bound       | -1e-20       | a finite number at least 0
          ebs         | 0            | at least 1
          cbs         | 0            | at least 1
          cbs         | 500000000    | such that 2 * T * cbs stays below 2^31
          checkFreq   | 0            | at least 1
          valid_seed  | -1           | at least 0
          valid_seed  | 4294967295   | such that seed + valid_seed + 999 is at most 4294967295
          err_abs     | -0.5         | a finite number at least 0
          collectDiags| 1            | true or false
          diagGates   | True         | true or false
          diagBins    | 0            | at least 1
          satThresh   | -0.1         | a finite number at least 0
          seed        | -1           | from 0 to 4294967295
          seed        | 4294967296   | from 0 to 4294967295
          backend     | torch        | one of kernel, reference
          omegaGradient | both       | one of full, immediate, direct
          stateNoise  | -0.1         | a finite number at least 0
          stateNoise  | NaN          | a finite number
          lengthSchedule | 1.4       | constant, or as in
          lengthSchedule | factor=1,to=50,below=1%,checks=5,rate=1     | constant, or as in
          lengthSchedule | factor=1.4,to=50,below=0%,checks=5,rate=1   | constant, or as in
          lengthSchedule | factor=1.4,to=50,below=101%,checks=5,rate=1 | constant, or as in
          lengthSchedule | factor=1.4,to=50,below=1%,checks=0,rate=1   | constant, or as in
          lengthSchedule | factor=1.4,to=50,below=1%,checks=5,rate=2   | constant, or as in
          lengthSchedule | factor=1.4,to=50,below=1%,checks=5,rate=0   | constant, or as in
          lengthSchedule | factor=1.4,to=1000001,below=1%,checks=5,rate=.7 | to a length of at most 1000000
          solvedChecks | 0           | at least 1
          holdLengths | 100,50       | none, or ascending lengths
          holdLengths | 50,1000001   | lengths from 1 to 1000000 for task mem
          holdFreq    | 0            | at least 1
          dynamics    | -1           | at least 0
          dynamics    | 30           | 0, or a multiple of checkFreq (20)
          lrSchedule | 5             | constant, or points
          lrSchedule | 101%:2        | constant, or points
          lrSchedule | 0:2           | constant, or points
          lrSchedule | 0%:2          | constant, or points
          lrSchedule | 5:0           | points with factors above 0
          lrSchedule | 2.5:1         | constant, or points
          lrSchedule | -5:1          | constant, or points
          lrSchedule | 3%:.5,        | constant, or points
          alphaSchedule | 5          | constant, or points
          alphaSchedule | 5%:-1      | constant, or points
          alphaSchedule | L5%:1      | constant, or points
          averageFreq | 3            | 0, or a divisor of checkFreq (20)
          averageFreq | -1           | 0, or a whole number
          redraws     | L100         | 0, or a whole number
          averageFreq | L100         | 0, or a whole number
          averageFreq | L100:3       | 0, or a divisor of checkFreq (20)
          """)
  void refusesByNameAndValue(String flag, String value, String expected) {
    Map<String, Object> flags = SmallRuns.flags();
    flags.put(flag, value);
    InvalidFlagException refusal =
        assertThrows(InvalidFlagException.class, () -> RunSpec.fromFlags(flags));
    boolean another = expected.startsWith("?");
    String named = another ? expected.substring(1) : flag;
    assertEquals(named, refusal.flag());
    String start = named + " = " + (another && flag.equals("max_length") ? "30" : "");
    assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
    assertTrue(
        another || refusal.getMessage().contains("must be " + expected), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "lstm"})
  void onlyAnRnnTakesNoise(String model) {
    InvalidFlagException refusal =
        assertThrows(
            InvalidFlagException.class, () -> SmallRuns.with("model", model, "stateNoise", .05));
    assertEquals("stateNoise = 0.05: must be 0 for model " + model, refusal.getMessage());
    SmallRuns.with("model", "rnn", "stateNoise", .05);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "lstm"})
  void gatesAreNoRectifiedUnits(String model) {
    InvalidFlagException refusal =
        assertThrows(
            InvalidFlagException.class,
            () -> SmallRuns.with("model", model, "init", "identity_relu"));
    assertEquals("init = identity_relu: must be another for model " + model, refusal.getMessage());
    SmallRuns.with("model", "rnn", "init", "identity_relu");
  }

  static List<String> names() {
    return RunFlags.NAMES.stream().filter(flag -> !RunFlags.NEUTRAL.containsKey(flag)).toList();
  }

  /** As specifications were written before the flags were known. */
  @Test
  void aNeutralFlagMayBeMissing() {
    Map<String, Object> flags = SmallRuns.flags();
    RunSpec without = RunSpec.fromFlags(flags);
    flags.putAll(RunFlags.NEUTRAL);
    assertEquals(without, RunSpec.fromFlags(flags));
    assertEquals(without.hash(), RunSpec.fromFlags(flags).hash());
    assertEquals(RunFlags.NAMES, List.copyOf(without.flags().keySet()));
  }

  @Test
  void theHashDependsOnWhatIsNotNeutral() {
    Set<String> hashes = new LinkedHashSet<>();
    hashes.add(SmallRuns.with().hash());
    hashes.add(SmallRuns.with("solvedChecks", 2).hash());
    hashes.add(SmallRuns.with("lrSchedule", "3:.5").hash());
    hashes.add(SmallRuns.with("lrSchedule", "3:.25").hash());
    hashes.add(SmallRuns.with("lrSchedule", "3%:.5").hash());
    hashes.add(SmallRuns.with("alphaSchedule", "3%:.5").hash());
    hashes.add(SmallRuns.with("alphaSchedule", "L30:.5").hash());
    hashes.add(SmallRuns.with("averageFreq", 10).hash());
    hashes.add(SmallRuns.with("redraws", 10).hash());
    hashes.add(SmallRuns.with("optimizer", "momentum").hash());
    hashes.add(SmallRuns.with("optimizer", "momentum", "momentum", .5).hash());
    hashes.add(SmallRuns.with("optimizer", "adam").hash());
    hashes.add(SmallRuns.with("optimizer", "rmsprop").hash());
    hashes.add(SmallRuns.with("marks", 3).hash());
    hashes.add(SmallRuns.with("alpha", 2).hash());
    hashes.add(SmallRuns.with("alpha", 2, "omegaGradient", "full").hash());
    assertEquals(16, hashes.size());
  }

  /** What was computed before the flag was known was immediate. */
  @Test
  void omegaGradientCountsInTheHashWhereItMattersAndIsFull() {
    assertEquals(hash("alpha", 2), hash("alpha", 2, "omegaGradient", "immediate"));
    assertNotEquals(hash("alpha", 2), hash("alpha", 2, "omegaGradient", "full"));
    assertEquals(hash("alpha", 0), hash("alpha", 0, "omegaGradient", "full"));
    String gru = hash("model", "gru", "alpha", 2);
    assertEquals(gru, hash("model", "gru", "alpha", 2, "omegaGradient", "full"));
  }

  private static String hash(Object... changes) {
    return SmallRuns.with(changes).hash();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFlagMustBeGiven(String flag) {
    Map<String, Object> flags = SmallRuns.flags();
    flags.remove(flag);
    InvalidFlagException refusal =
        assertThrows(InvalidFlagException.class, () -> RunSpec.fromFlags(flags));
    assertEquals(flag + " = (missing): must be given", refusal.getMessage());
  }

  @Test
  void anUnknownFlagIsRefused() {
    Map<String, Object> flags = SmallRuns.flags();
    flags.put("dropout", .5);
    InvalidFlagException refusal =
        assertThrows(InvalidFlagException.class, () -> RunSpec.fromFlags(flags));
    assertEquals("dropout = 0.5: must be left out: there is no such flag", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"torder, 9", "torder3, 9", "add, 9", "mul, 9", "perm, 0", "mem, -1"})
  void aLengthWithoutDefinedDrawsIsRefused(String task, int length) {
    assertEquals(length + 1, Tasks.shortestLength(task));
    assertThrows(
        InvalidFlagException.class, () -> SmallRuns.with("task", task, "min_length", length));
    SmallRuns.with("task", task, "min_length", length + 1);
  }

  @Test
  void limitsThemselvesAreAllowed() {
    SmallRuns.with("seed", 4294967295L - 999 - 12345);
    SmallRuns.with("nhid", 8192);
    SmallRuns.with("max_length", 1_000_000, "bs", 1, "cbs", 1);
    SmallRuns.with("memvalues", 2, "mempos", 30);
    SmallRuns.with("cutoff", -1);
  }

  @Property(tries = 300)
  void flagsReadBackAsTheyWere(@ForAll("specs") RunSpec spec) {
    assertEquals(RunFlags.NAMES, List.copyOf(spec.flags().keySet()));
    assertEquals(spec, RunSpec.fromFlags(spec.flags()));
    Map<String, String> written =
        spec.flags().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, flag -> RunFlags.format(flag.getValue())));
    assertEquals(spec, RunSpec.fromFlags(written));
    assertEquals(spec.hash(), RunSpec.fromFlags(written).hash());
  }

  @Provide
  Arbitrary<RunSpec> specs() {
    Map<String, Arbitrary<Object>> values = new LinkedHashMap<>();
    values.put(
        "name",
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9).asGeneric());
    values.put("task", Arbitraries.of(Tasks.NAMES).asGeneric());
    values.put("memvalues", Arbitraries.integers().between(1, 8).asGeneric());
    values.put("mempos", Arbitraries.integers().between(1, 10).asGeneric());
    values.put("marks", Arbitraries.integers().between(2, 3).asGeneric());
    values.put("min_length", Arbitraries.integers().between(10, 200).asGeneric());
    values.put("max_length", Arbitraries.integers().between(200, 500).asGeneric());
    values.put("model", Arbitraries.of("rnn", "gru", "lstm").asGeneric());
    values.put("init", Arbitraries.of("sigmoid", "basic_tanh", "smart_tanh", "test").asGeneric());
    values.put("nhid", Arbitraries.integers().between(1, 300).asGeneric());
    values.put("optimizer", Arbitraries.of("sgd", "momentum", "adam", "rmsprop").asGeneric());
    for (String share : List.of("momentum", "beta1", "beta2", "decay")) {
      values.put(share, Arbitraries.doubles().between(0, .99).map(Math::abs).asGeneric());
    }
    values.put("epsilon", Arbitraries.of(1e-8, Double.MIN_VALUE, 1.0).asGeneric());
    values.put("lr", Arbitraries.doubles().between(1e-9, 1e9).ofScale(12).asGeneric());
    values.put("bs", Arbitraries.integers().between(1, 100).asGeneric());
    values.put("maxiters", Arbitraries.integers().greaterOrEqual(1).asGeneric());
    values.put("clipstyle", Arbitraries.of("nothing", "rescale").asGeneric());
    values.put("cutoff", Arbitraries.doubles().between(.01, 1e300).asGeneric());
    values.put("alpha", Arbitraries.doubles().between(0, 1e10).map(Math::abs).asGeneric());
    values.put(
        "bound", Arbitraries.of(0.0, 1e-20, Double.MIN_VALUE, 1e-5, 123456789012345.0).asGeneric());
    values.put("ebs", Arbitraries.integers().greaterOrEqual(1).asGeneric());
    values.put("cbs", Arbitraries.integers().between(1, 1000).asGeneric());
    values.put("checkFreq", Arbitraries.integers().greaterOrEqual(1).asGeneric());
    values.put("valid_seed", Arbitraries.longs().between(0, 2_000_000_000L).asGeneric());
    values.put("err_abs", Arbitraries.doubles().between(.01, 1).ofScale(8).asGeneric());
    values.put("collectDiags", Arbitraries.of(true, false).asGeneric());
    values.put("diagGates", Arbitraries.of(true, false).asGeneric());
    values.put("diagBins", Arbitraries.integers().greaterOrEqual(1).asGeneric());
    values.put("satThresh", Arbitraries.doubles().between(.01, 1).ofScale(8).asGeneric());
    values.put("seed", Arbitraries.longs().between(0, 2_000_000_000L).asGeneric());
    values.put(
        "lengthSchedule",
        Arbitraries.of(
                "constant",
                "factor=1.4,to=5000,below=1.5%,checks=5,rate=0.7",
                "factor=2,to=9,below=100%,checks=1,rate=1")
            .asGeneric());
    values.put("omegaGradient", Arbitraries.of("full", "immediate", "direct").asGeneric());
    values.put("backend", Arbitraries.of("kernel", "reference").asGeneric());
    List<String> names = List.copyOf(values.keySet());
    return Combinators.combine(List.copyOf(values.values()))
        .as(
            drawn -> {
              Map<String, Object> flags = SmallRuns.flags();
              for (int i = 0; i < names.size(); i++) {
                flags.put(names.get(i), drawn.get(i));
              }
              return RunSpec.fromFlags(flags);
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void theHashDependsOnEveryFlagButTheName(String flag) {
    Map<String, Object> others =
        Map.ofEntries(
            Map.entry("name", "other"),
            Map.entry("task", "torder"),
            Map.entry("model", "gru"),
            Map.entry("init", "test"),
            Map.entry("clipstyle", "nothing"),
            Map.entry("backend", "reference"),
            Map.entry("memall", true),
            Map.entry("collectDiags", false),
            Map.entry("diagGates", true));
    Object was = SmallRuns.flags().get(flag);
    Object other = others.getOrDefault(flag, was instanceof Integer i ? (Object) (i + 1) : null);
    if (other == null) {
      other = Math.nextUp((Double) was);
    }
    String changed = SmallRuns.with(flag, other).hash();
    if (flag.equals("name")) {
      assertEquals(SmallRuns.with().hash(), changed);
    } else {
      assertNotEquals(SmallRuns.with().hash(), changed);
    }
  }

  /** A gru's weights were others when this was the hash. */
  @Test
  void resultsOfAGruWithOtherInitialWeightsAreNotFoundAgain() {
    String before = "e2fdc51600bfab4166a01f3f5fac5154e9724ce332bb844b40535c7259093d64";
    assertNotEquals(before, hash("model", "gru"));
  }

  /** Results directories are found again by it: it must not change from version to version. */
  @Test
  void theHashIsPinned() {
    assertEquals(
        "7924518e05603c59ee04521fd4a57757f88ce34f1e3b0c37c9093004e8a8dd41",
        SmallRuns.with().hash());
    assertEquals(
        "9502de921f73ca255ec3e1e46a2df4b69ebe46d4ff6cbd5b645fe5240edfa0ea", hash("model", "gru"));
    assertEquals(
        "21ae85aca99769ec326090f6b6d483f3cedc3ae3859b93411bba2abc0b7b6a6a", hash("alpha", 2));
    assertEquals(
        "a947658202f3ffbe9994d05c7f5c2cf3603e49fa3994fe058590894d3d4e0220",
        hash("alpha", 2, "omegaGradient", "full"));
  }
}
