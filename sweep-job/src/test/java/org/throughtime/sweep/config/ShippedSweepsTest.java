package org.throughtime.sweep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;

/** The files in conf/ are what the contract says. */
class ShippedSweepsTest {
  private static final Path CONF = Path.of("..", "conf");

  @Test
  void referenceHoldsTheCoursesDefaults() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("name", "mem_rnn_basic_tanh_s52");
    expected.put("task", "mem");
    expected.put("memvalues", 5);
    expected.put("mempos", 10);
    expected.put("memall", false);
    expected.put("min_length", 50);
    expected.put("max_length", 200);
    expected.put("model", "rnn");
    expected.put("init", "basic_tanh");
    expected.put("nhid", 50);
    expected.put("lr", .01);
    expected.put("bs", 20);
    expected.put("maxiters", 20000);
    expected.put("clipstyle", "rescale");
    expected.put("cutoff", 1.0);
    expected.put("alpha", 2.0);
    expected.put("bound", 1e-20);
    expected.put("ebs", 10000);
    expected.put("cbs", 1000);
    expected.put("checkFreq", 20);
    expected.put("valid_seed", 12345L);
    expected.put("err_abs", .2);
    expected.put("collectDiags", false);
    expected.put("diagGates", false);
    expected.put("diagBins", 50);
    expected.put("satThresh", .05);
    expected.put("seed", 52L);
    expected.put("backend", "kernel");
    expected.putAll(RunFlags.NEUTRAL);
    expected.put("omegaGradient", "full");
    assertEquals(expected, SweepConfigLoader.ofFlags("test", Map.of()).runs().get(0).flags());
  }

  @Test
  void referenceNamesEveryFlagAndNoOtherAndSaysWhatEachMeans() {
    assertEquals(
        new TreeSet<>(RunFlags.NAMES),
        new TreeSet<>(Defaults.reference().getObject("defaults").keySet()));
    for (String flag : RunFlags.NAMES) {
      assertFalse(Defaults.meaning(flag).isBlank(), flag);
      assertFalse(Defaults.text(flag).isBlank(), flag);
    }
  }

  @Test
  void canonicalHoldsTheSevenRuns() {
    SweepConfig config = load("canonical.conf");
    assertEquals("canonical", config.name());
    List<List<Object>> expected =
        List.of(
            List.of("A1_mem_rnn_tanh_noclip", "mem", "rnn", false, "nothing", 1.0),
            List.of("A2_mem_rnn_tanh_clip005", "mem", "rnn", false, "rescale", .05),
            List.of("A3_mem_rnn_tanh_clip001", "mem", "rnn", false, "rescale", .01),
            List.of("A4_mem_gru_noclip", "mem", "gru", true, "nothing", 1.0),
            List.of("A5_mem_gru_clip005", "mem", "gru", true, "rescale", .05),
            List.of("B1_mul_rnn_tanh_noclip", "mul", "rnn", false, "nothing", 1.0),
            List.of("B2_mul_gru_noclip", "mul", "gru", true, "nothing", 1.0));
    List<List<Object>> actual = new ArrayList<>();
    for (RunSpec run : config.runs()) {
      Map<String, Object> flags = run.flags();
      actual.add(
          List.of("name", "task", "model", "diagGates", "clipstyle", "cutoff").stream()
              .map(flags::get)
              .toList());
      assertEquals("basic_tanh", flags.get("init"));
      assertEquals(50, flags.get("nhid"));
      assertEquals(.01, flags.get("lr"));
      assertEquals(20, flags.get("bs"));
      assertEquals(50, flags.get("min_length"));
      assertEquals(200, flags.get("max_length"));
      assertEquals(50000, flags.get("maxiters"));
      assertEquals(10000, flags.get("ebs"));
      assertEquals(1000, flags.get("cbs"));
      assertEquals(20, flags.get("checkFreq"));
      assertEquals(52L, flags.get("seed"));
      assertEquals(12345L, flags.get("valid_seed"));
      assertEquals(true, flags.get("collectDiags"));
      assertEquals(60, flags.get("diagBins"));
      assertEquals(.05, flags.get("satThresh"));
      assertEquals(0.0, flags.get("alpha"));
    }
    assertEquals(expected, actual);
  }

  @Test
  void quickIsCanonicalCutShortAndTwoRunsWithOmega() {
    SweepConfig quick = load("quick.conf");
    List<RunSpec> canonical = load("canonical.conf").runs();
    assertEquals("quick", quick.name());
    assertEquals(canonical.size() + 2, quick.runs().size());
    for (int i = 0; i < canonical.size(); i++) {
      Map<String, Object> cut = new LinkedHashMap<>(canonical.get(i).flags());
      cut.put("maxiters", quick.runs().get(i).optimizer().maxiters());
      cut.put("ebs", quick.runs().get(i).validation().ebs());
      assertEquals(cut, quick.runs().get(i).flags());
    }
    for (RunSpec omega : quick.runs().subList(7, 9)) {
      assertEquals("torder", omega.task().task());
      assertEquals("rnn", omega.cell().model().label());
      assertEquals("rescale", omega.optimizer().clipstyle().label());
      assertEquals(1.0, omega.optimizer().cutoff());
    }
    assertEquals("smart_tanh", quick.runs().get(7).cell().init().label());
    assertEquals(2.0, quick.runs().get(7).optimizer().alpha());
    assertEquals("basic_tanh", quick.runs().get(8).cell().init().label());
    assertEquals(4.0, quick.runs().get(8).optimizer().alpha());
  }

  /** They were found with it, before the course's was known. */
  @ParameterizedTest
  @ValueSource(
      strings = {"quick", "temporal-order", "temporal-order-solved", "figure7", "other-tasks"})
  void whatWasFoundWithTheImmediateGradientOfOmegaSaysSo(String file) {
    for (RunSpec run : load(file + ".conf").runs()) {
      if (run.hasOmega()) {
        assertEquals(OmegaGradient.IMMEDIATE, run.optimizer().omegaGradient(), run.name());
      }
    }
  }

  @Test
  void temporalOrderIsAGridOverAlphaCutoffInitAndSeed() {
    SweepConfig config = load("temporal-order.conf");
    List<RunSpec> runs = config.runs();
    long alphas = runs.stream().map(r -> r.optimizer().alpha()).distinct().count();
    long cutoffs = runs.stream().map(r -> r.optimizer().cutoff()).distinct().count();
    long inits = runs.stream().map(r -> r.cell().init()).distinct().count();
    long seeds = runs.stream().map(RunSpec::seed).distinct().count();
    assertEquals(alphas * cutoffs * inits * seeds, runs.size());
    assertEquals(1, seeds);
    assertEquals(2, inits);
    assertFalse(config.search().pruner().isEmpty());
    assertFalse(config.goal().isEmpty());
    runs.forEach(run -> assertEquals("torder", run.task().task()));
    runs.forEach(run -> assertEquals(50, run.task().minLength()));
    runs.forEach(run -> assertEquals(200, run.task().maxLength()));
  }

  @Test
  void theRecipeForTemporalOrderIsOneSettingWithFiveSeeds() {
    List<RunSpec> runs = load("temporal-order-solved.conf").runs();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), runs.stream().map(RunSpec::seed).toList());
    for (RunSpec run : runs) {
      assertEquals("torder", run.task().task());
      assertEquals(50, run.cell().nhid());
      assertEquals(20, run.optimizer().bs());
      assertEquals(50, run.task().minLength());
      // max_length itself is not drawn
      assertEquals(201, run.task().maxLength());
      assertTrue(run.optimizer().maxiters() <= 400_000);
    }
  }

  /**
   * Where maxiters is no multiple of checkFreq the NPZ file, which has the course's shape, ends one
   * checkpoint before the tables.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "adaptive.conf",
        "canonical.conf",
        "figure7.conf",
        "omega.conf",
        "other-tasks.conf",
        "quick.conf",
        "temporal-order-solved.conf",
        "temporal-order.conf"
      })
  void npzFilesAndTablesEndAtTheSameCheckpoint(String file) {
    for (RunSpec run : load(file).runs()) {
      assertEquals(
          0, run.optimizer().maxiters() % run.validation().checkFreq(), file + ": " + run.name());
    }
  }

  @Test
  void figure7HasEveryMethodAtEveryLengthWithFiveSeeds() {
    List<RunSpec> runs = load("figure7.conf").runs();
    Map<String, Long> replicates =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run ->
                        run.cell().init().label()
                            + " "
                            + run.optimizer().clipstyle().label()
                            + " "
                            + (run.optimizer().alpha() > 0)
                            + " "
                            + run.task().maxLength(),
                    Collectors.counting()));
    assertEquals(3 * 2 * 2 * 4, replicates.size());
    replicates.forEach((setting, seeds) -> assertEquals(5, seeds, setting));
    assertEquals(1, runs.stream().map(run -> run.optimizer().maxiters()).distinct().count());
    runs.forEach(run -> assertEquals(run.task().minLength(), run.task().maxLength()));
  }

  @Test
  void everyOtherTaskHasThreeSeedsAtThePapersLengths() {
    Map<String, List<RunSpec>> tasks =
        load("other-tasks.conf").runs().stream()
            .collect(Collectors.groupingBy(run -> run.task().task()));
    assertEquals(Set.of("add", "mul", "perm", "torder3", "mem"), tasks.keySet());
    tasks.forEach(
        (task, runs) -> {
          boolean mem = task.equals("mem");
          assertEquals(mem ? 12 : 3, runs.size(), task);
          assertEquals(3, runs.stream().map(RunSpec::seed).distinct().count(), task);
          List<Integer> longest = runs.stream().map(r -> r.task().maxLength()).distinct().toList();
          assertEquals(mem ? Set.of(50, 100, 150, 200) : Set.of(201), Set.copyOf(longest), task);
          for (RunSpec run : runs) {
            assertEquals("rnn", run.cell().model().label());
            assertEquals(50, run.cell().nhid());
            assertEquals(mem ? run.task().maxLength() : 50, run.task().minLength());
          }
        });
  }

  @Test
  void adaptiveLearnsInRoundsFromEightSettingsAtRandom() {
    SweepConfig config = load("adaptive.conf");
    assertEquals(8, config.runs().size());
    assertEquals(24, config.search().size());
    assertEquals(24, config.origins().size());
    assertTrue(config.origins().containsKey("O24"));
    for (RunSpec run : config.runs()) {
      assertEquals("torder", run.task().task());
      assertTrue(run.optimizer().lr() >= .001 && run.optimizer().lr() <= .3);
      assertTrue(run.optimizer().cutoff() >= .05 && run.optimizer().cutoff() <= 5);
    }
  }

  private static SweepConfig load(String file) {
    return SweepConfigLoader.load(CONF.resolve(file), Overrides.none());
  }
}
