package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;

class LatinHypercubeTest {
  private static final String LATIN =
      """
      search.%s.h {
        name = "h{draw}"
        draws = %d
        draw-seed = %d
        lr = { log-uniform = [.0001, 1] }
        alpha = { uniform = [0, 8] }
        nhid = { uniform = [41, 60] }
        init = { choice = [sigmoid, basic_tanh, smart_tanh, test] }
        clipstyle = { choice = [nothing, rescale] }
        cutoff = { log-uniform = [.01, 10], when { clipstyle = rescale } }
      }
      """;

  @TempDir private Path folder;

  private List<RunSpec> runs(String sampler, int draws, int seed) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), LATIN.formatted(sampler, draws, seed));
    return SweepConfigLoader.load(file, Overrides.none()).runs();
  }

  private static Map<Object, Long> counts(List<RunSpec> runs, Function<RunSpec, Object> value) {
    return runs.stream().collect(Collectors.groupingBy(value, Collectors.counting()));
  }

  private static int[] parts(List<RunSpec> runs, ToDoubleFunction<RunSpec> position) {
    return runs.stream()
        .mapToInt(run -> (int) Math.floor(position.applyAsDouble(run) * runs.size()))
        .sorted()
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 1000})
  void everyPartOfEveryFlagHasOneDraw(int draws) {
    double[][] points = LatinHypercube.points(draws, 3, new LegacyRandom(draws));
    assertEquals(draws, points.length);
    for (int flag = 0; flag < 3; flag++) {
      int of = flag;
      int[] parts =
          Arrays.stream(points).mapToInt(draw -> (int) (draw[of] * draws)).sorted().toArray();
      assertArrayEquals(IntStream.range(0, draws).toArray(), parts);
    }
    assertTrue(Arrays.stream(points).flatMapToDouble(Arrays::stream).allMatch(p -> p < 1));
  }

  @Test
  void flagsAreShuffledOnTheirOwnAndDrawsLieAnywhereInTheirParts() {
    double[][] points = LatinHypercube.points(50, 2, new LegacyRandom(1));
    long together =
        Arrays.stream(points).filter(p -> (int) (p[0] * 50) == (int) (p[1] * 50)).count();
    assertTrue(together < 10, together + " of 50 are in the same part of both");
    double[] within = Arrays.stream(points).mapToDouble(p -> p[0] * 50 % 1).toArray();
    assertTrue(Arrays.stream(within).min().orElseThrow() < .1);
    assertTrue(Arrays.stream(within).max().orElseThrow() > .9);
    assertEquals(.5, Arrays.stream(within).average().orElseThrow(), .15);
  }

  @Test
  void settingsCoverEveryDistributionEvenly() throws IOException {
    List<RunSpec> runs = runs("latin", 20, 3);
    assertEquals("h01", runs.get(0).name());
    int[] all = IntStream.range(0, 20).toArray();
    assertArrayEquals(all, parts(runs, run -> 1 + Math.log10(run.optimizer().lr()) / 4));
    assertArrayEquals(all, parts(runs, run -> run.optimizer().alpha() / 8));
    assertEquals(20, counts(runs, run -> run.cell().nhid()).size());
    assertEquals(
        Collections.nCopies(4, 5L), List.copyOf(counts(runs, r -> r.cell().init()).values()));
    Map<Object, Long> styles = counts(runs, run -> run.optimizer().clipstyle().label());
    assertEquals(Map.of("nothing", 10L, "rescale", 10L), styles);
    for (RunSpec run : runs) {
      boolean clips = run.optimizer().clipstyle().label().equals("rescale");
      assertEquals(clips, run.optimizer().cutoff() != 1, "drawn only with rescale");
    }
    // What independent draws do not do.
    assertTrue(counts(runs("random", 20, 3), run -> run.cell().nhid()).size() < 20);
  }

  @Test
  void isAFunctionOfTheFileAlone() throws IOException {
    assertEquals(runs("latin", 12, 5), runs("latin", 12, 5));
    assertFalse(runs("latin", 12, 5).equals(runs("latin", 12, 6)));
  }

  /**
   * Results are found again by what was drawn: it must not change from version to version. The
   * values are those of NumPy's {@code RandomState(1)}.
   */
  @Test
  void whatIsDrawnIsPinned() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            "search { latin { r { draws = 4, lr { log-uniform = [.001, .1] } } } }");
    assertEquals(
        List.of(.03163, .01416, .001184, .003517),
        SweepConfigLoader.load(file, Overrides.none()).runs().stream()
            .map(run -> run.optimizer().lr())
            .toList());
  }
}
