package org.throughtime.sweep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;

class SweepConfigLoaderTest {
  @TempDir private Path folder;

  @Test
  void laysRunsOverTheFilesDefaultsAndThoseOverTheReference() throws IOException {
    SweepConfig config =
        load("defaults { lr = .1, nhid = 7 }\nruns = [ { name = A, nhid = 9 }, { name = B } ]\n");
    assertEquals(List.of("A", "B"), config.names());
    RunSpec a = config.runs().get(0);
    RunSpec b = config.runs().get(1);
    assertEquals(9, a.cell().nhid());
    assertEquals(7, b.cell().nhid());
    assertEquals(.1, a.optimizer().lr());
    assertEquals(20, a.optimizer().bs());
    assertEquals(folder.resolve("sweep.conf") + ":2", config.origins().get("A"));
  }

  @Test
  void takesItsNameFromTheFile() throws IOException {
    assertEquals("sweep", load("runs = [ {} ]").name());
    assertEquals("mine", load("name = mine\nruns = [ {} ]").name());
  }

  @Test
  void namesARunFromItsFlagsWhereItHasNoName() throws IOException {
    assertEquals(
        List.of("mul_gru_smart_tanh_s3"),
        load("runs = [ { task = mul, model = gru, init = smart_tanh, seed = 3 } ]").names());
  }

  @Test
  void multipliesListsInTheOrderOfTheFlagsTheLastFastest() throws IOException {
    SweepConfig config =
        load(
            """
            grid {
              b { name = "b{seed}", seed = [3, 1] }
              a {
                name = "a_{alpha}_{cutoff}_s{seed}"
                seed = [52, 53]
                alpha = [0.5, 2]
                cutoff = [.05]
              }
            }
            """);
    assertEquals(
        List.of("a_0.5_0.05_s52", "a_0.5_0.05_s53", "a_2_0.05_s52", "a_2_0.05_s53", "b3", "b1"),
        config.names());
    assertEquals(2, config.runs().get(3).optimizer().alpha());
    assertEquals(.05, config.runs().get(3).optimizer().cutoff());
    assertEquals(53, config.runs().get(3).seed());
  }

  @Test
  void seedsAreAnAxisThatNamesShow() throws IOException {
    SweepConfig config =
        load(
            """
            grid {
              a { name = "a_{alpha}", seeds = [52, 53], alpha = [0.5, 2] }
              b { name = "{seed}_b", seeds = [7] }
              c { task = mul, seeds = [8] }
            }
            """);
    assertEquals(
        List.of("a_0.5_s52", "a_0.5_s53", "a_2_s52", "a_2_s53", "7_b", "mul_rnn_basic_tanh_s8"),
        config.names());
    assertEquals(53, config.runs().get(3).seed());
  }

  private static final String RANDOM =
      """
      search {
        random {
          r {
            name = "R{draw}_s{seed}"
            draws = %d
            draw-seed = 7
            seeds = [1, 2]
            lr = { log-uniform = [.001, .1] }
            nhid = { uniform = [10, 12] }
            alpha = { uniform = [0, 4] }
            clipstyle = { choice = [nothing, rescale] }
            cutoff = { log-uniform = [.01, 10], when { clipstyle = rescale } }
          }
        }
      }
      """;

  @Test
  void drawsSettings() throws IOException {
    SweepConfig config = load(RANDOM.formatted(60));
    assertEquals(120, config.runs().size());
    assertEquals(List.of("R01_s1", "R01_s2", "R02_s1"), config.names().subList(0, 3));
    for (int i = 0; i < 120; i += 2) {
      RunSpec run = config.runs().get(i);
      RunSpec replicate = config.runs().get(i + 1);
      assertEquals(run.optimizer(), replicate.optimizer());
      assertTrue(run.optimizer().lr() >= .001 && run.optimizer().lr() <= .1);
      assertTrue(run.optimizer().alpha() >= 0 && run.optimizer().alpha() <= 4);
      boolean clipped = run.optimizer().clipstyle().label().equals("rescale");
      assertEquals(clipped, run.optimizer().cutoff() != 1, "drawn only with rescale");
    }
    assertEquals(
        List.of(10, 11, 12),
        config.runs().stream().map(r -> r.cell().nhid()).distinct().sorted().toList());
    assertEquals(2, config.runs().stream().map(r -> r.optimizer().clipstyle()).distinct().count());
    long low = config.runs().stream().filter(r -> r.optimizer().lr() < .01).count();
    assertTrue(low > 30 && low < 90, "half of them by their logarithm: " + low);
    List<Map<String, Object>> first = flags(load(RANDOM.formatted(10)));
    assertEquals(first.subList(0, 20), flags(config).subList(0, 20));
  }

  private static List<Map<String, Object>> flags(SweepConfig config) {
    return config.runs().stream()
        .map(
            run -> {
              Map<String, Object> flags = new java.util.LinkedHashMap<>(run.flags());
              flags.remove("name");
              return flags;
            })
        .toList();
  }

  /** Results are found again by what was drawn: it must not change from version to version. */
  @Test
  void whatIsDrawnIsPinned() throws IOException {
    SweepConfig config =
        load("search { random { r { draws = 3, lr { log-uniform = [.001, .1] } } } }");
    assertEquals(
        List.of(0.006824, 0.02758, 0.001001),
        config.runs().stream().map(r -> r.optimizer().lr()).toList());
    assertEquals("mem_rnn_basic_tanh_s52_d1", config.names().get(0));
  }

  @Test
  void readsWhenToStopAndWhoGoesOn() throws IOException {
    SweepConfig config =
        load(
            """
            stop-when { metric = valid_error, runs = 1 }
            search { halving { rungs = [100, 300], eta = 2 } }
            runs = [ {} ]
            """);
    assertEquals(
        java.util.Optional.of(
            new org.throughtime.sweep.plan.StopWhen(CheckpointMetrics.VALID_ERROR, 1e-4, 1)),
        config.goal());
    assertEquals(
        java.util.Optional.of(
            new org.throughtime.sweep.strategy.Halving(
                List.of(100, 300), 2, CheckpointMetrics.VALID_NLL)),
        config.search().pruner());
    assertEquals(
        java.util.Optional.of(
            new org.throughtime.sweep.strategy.MedianRule(
                List.of(100, 300), CheckpointMetrics.TRAIN_NLL)),
        load("search.median { rungs = [100, 300], metric = train_nll }\nruns = [ {} ]")
            .search()
            .pruner());
    assertEquals(
        java.util.Optional.of(
            new org.throughtime.sweep.strategy.Threshold(
                List.of(100), CheckpointMetrics.VALID_ERROR, 60)),
        load("search.threshold { rungs = [100], above = 60 }\nruns = [ {} ]").search().pruner());
    assertEquals(java.util.Optional.empty(), load("runs = [ {} ]").goal());
    assertEquals(java.util.Optional.empty(), load("runs = [ {} ]").search().pruner());
  }

  @Test
  void writesValuesInNamesAsTheCommandLineDoes() throws IOException {
    SweepConfig config =
        load("grid { g { name = \"{lr}_{bound}_{maxiters}_{collectDiags}\", lr = [1e-2, 2.50] } }");
    assertEquals(List.of("0.01_1e-20_20000_false", "2.5_1e-20_20000_false"), config.names());
  }

  @Test
  void includesAndSubstitutes() throws IOException {
    Files.writeString(
        folder.resolve("base.conf"),
        "name = base\ndefaults { nhid = 5 }\nruns = [ { name = A } ]\nmade = 1");
    ConfigurationException unknown =
        assertThrows(ConfigurationException.class, () -> load("include \"base.conf\""));
    assertEquals(
        folder.resolve("base.conf") + ":4: a sweep file has no key made; did you mean name?",
        unknown.getMessage());
    Files.writeString(
        folder.resolve("base.conf"),
        "name = base\ndefaults { nhid = 5 }\nruns = [ { name = A } ]\n");
    SweepConfig config =
        load(
            """
            include "base.conf"
            name = over
            defaults { lr = .3 }
            runs += { name = B, nhid = ${defaults.nhid}0, mempos = ${defaults.memvalues} }
            """);
    assertEquals("over", config.name());
    assertEquals(List.of("A", "B"), config.names());
    assertEquals(5, config.runs().get(0).cell().nhid());
    assertEquals(50, config.runs().get(1).cell().nhid());
    assertEquals(5, config.runs().get(1).flags().get("mempos"));
    assertEquals(.3, config.runs().get(0).optimizer().lr());
  }

  @Test
  void aPlainOverrideHoldsInEveryRunAndReplacesAGridsAxis() throws IOException {
    SweepConfig config =
        load(
            """
            runs = [ { name = A, seed = 1 } ]
            grid { g { name = "g{nhid}_{seed}", nhid = [2, 3], seed = [1, 2] } }
            """,
            "seed=7");
    assertEquals(List.of("A", "g2_7", "g3_7"), config.names());
    config.runs().forEach(run -> assertEquals(7, run.seed()));
  }

  @Test
  void aPathOverridesOneValueOfTheFile() throws IOException {
    String file =
        """
        defaults { lr = .1, nhid = 4 }
        runs = [ { name = A, nhid = 5 }, { name = B.1, lr = ${defaults.lr} } ]
        grid { g { name = "g{nhid}_{seed}", nhid = 6, seed = [1, 2] } }
        """;
    SweepConfig config =
        load(
            file,
            "defaults.lr=.02",
            "grid.g.seed=[52, 53, 54]",
            "runs.A.bs=3",
            "runs.\"B.1\".nhid=9",
            "grid.g.bs=[8]",
            "defaults.cbs=77");
    assertEquals(List.of("A", "B.1", "g6_52", "g6_53", "g6_54"), config.names());
    config.runs().forEach(run -> assertEquals(.02, run.optimizer().lr()));
    config.runs().forEach(run -> assertEquals(77, run.validation().cbs()));
    assertEquals(
        List.of(3, 20, 8, 8, 8), config.runs().stream().map(r -> r.optimizer().bs()).toList());
    assertEquals(List.of(5, 9, 6, 6, 6), config.runs().stream().map(r -> r.cell().nhid()).toList());
  }

  @Test
  void ofTwoOverridesTheLastCounts() throws IOException {
    assertEquals(2, load("runs = [ {} ]", "bs=1", "bs=2").runs().get(0).optimizer().bs());
  }

  @Test
  void refusesOverridesThatLeadNowhere() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("lr", "must be KEY=VALUE");
    wrong.put("=3", "must be KEY=VALUE");
    wrong.put("lr=", "must be KEY=VALUE, the value is missing");
    wrong.put("lr=null", "must have a value, not null");
    wrong.put("nhdi=3", "there is no flag nhdi; did you mean nhid?");
    wrong.put("runs=[]", "must be a flag, or a path to one value of the file, as defaults.lr");
    wrong.put(
        "seed=[1,2]", "must be a single value; a list belongs to one block: grid.BLOCK.seed=[...]");
    wrong.put(
        "name=x",
        "would give every run the same name; must be a path: runs.NAME.name, grid.BLOCK.name or"
            + " defaults.name (--out chooses where results go)");
    wrong.put("gird.g.seed=1", "the file has no gird; did you mean grid?");
    wrong.put("grid.h.seed=1", "the file has no grid.h; did you mean g?");
    wrong.put("grid.g.seed.x=1", "grid.g.seed is a value: there is nothing below it to set");
    wrong.put("grid.g.sed=1", "there is no flag sed; did you mean seed?");
    wrong.put("runs.A1.lr=1", "no run of the list has the name A1; did you mean A?");
    wrong.put("runs.A.lrr=1", "there is no flag lrr; did you mean lr?");
    wrong.put("runs.A=1", "must be runs.NAME.FLAG");
    wrong.put("bs=0", "must be at least 1");
    wrong.put("maxiters=abc", "must be a whole number of at most 2147483647");
    wrong.put("grid.g.bs=0", "must be at least 1");
    wrong.put("grid.g.bs=[1,0]", "bs = 0: must be at least 1");
    wrong.put("grid.g.seed=[]", "grid.g.seed = []: must have at least one value");
    wrong.put("a..b=1", "must be a flag or a path of names with dots between them");
    String unreadable =
        "cannot read the value; must be one value, in double quotes where it holds"
            + " $ \" { } [ ] : = , + # ` ^ ? ! @ * & or \\";
    wrong.put("lr=1,bs=2", unreadable);
    wrong.put("lr=[1", unreadable);
    wrong.put("lr=${defaults.lr}", unreadable);
    wrong.forEach(
        (setting, message) -> {
          ConfigurationException e =
              assertThrows(
                  ConfigurationException.class,
                  () -> load("runs = [ { name = A } ]\ngrid { g { seed = [1, 2] } }", setting),
                  setting);
          assertEquals("--set " + setting + ": " + message, e.getMessage());
        });
  }

  @Test
  void onlyPicksRunsInTheFilesOrder() throws IOException {
    SweepConfig config = load("runs = [ { name = A }, { name = B }, { name = long_C } ]");
    assertEquals(List.of("A", "long_C"), config.only(List.of("long_C", "A")).names());
    assertEquals(config.plan().names(), config.only(List.of("A")).plan().names());
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> config.only(List.of("A", "lang_C")));
    assertEquals("--only lang_C: no run has this name; did you mean long_C?", e.getMessage());
  }

  private SweepConfig load(String text, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("sweep.conf"), text);
    return SweepConfigLoader.load(file, Overrides.of(List.of(settings)));
  }
}
