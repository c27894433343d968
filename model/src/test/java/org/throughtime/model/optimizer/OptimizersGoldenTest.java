package org.throughtime.model.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.golden.GoldenJson;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.SmallRuns;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/**
 * Every optimizer changes weights as PyTorch's of the same rule does, over 60 updates: {@code
 * optimizers.json}, which {@code src/test/python/optimizers.py} wrote.
 */
class OptimizersGoldenTest {
  private static final double TOLERANCE = 1e-5;
  private static final JsonNode GOLDEN = GoldenJson.read("optimizers.json");

  /** The name of an optimizer, and flags with values: adam beta1=0.5. */
  static Stream<String> cases() {
    return GoldenJson.keys(GOLDEN).filter(c -> Optimizers.NAMES.contains(c.split(" ")[0]));
  }

  private static RunSpec spec(String golden) {
    List<Object> flags =
        new ArrayList<>(
            List.of("task", "torder", "clipstyle", "nothing", "lr", .001, "maxiters", 60));
    String[] words = golden.split(" ");
    flags.addAll(List.of("optimizer", words[0]));
    for (int i = 1; i < words.length; i++) {
      flags.addAll(List.of(words[i].split("=")));
    }
    return SmallRuns.with(flags.toArray());
  }

  private static Optimizer create(String golden, Parameters weights) {
    UpdateRule rule = spec(golden).optimizer().rule();
    return Optimizers.create(rule, KernelProvider.active().updates(), weights);
  }

  @Test
  void everyOptimizerHasItsCase() {
    assertEquals(Optimizers.NAMES, cases().map(c -> c.split(" ")[0]).distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAfterGivenGradients(String golden) {
    LegacyRandom random = new LegacyRandom(52);
    Parameters weights =
        new Parameters(
            List.of(
                Parameter.matrix("W_hh", 7, 7),
                Parameter.matrix("W_hy", 7, 3),
                Parameter.vector("b_hh", 7)));
    Parameters gradients = weights.zerosLike();
    for (Parameter p : weights.all()) {
      p.assign(drawn(random, p, false));
    }
    Optimizer optimizer = create(golden, weights);
    JsonNode updates = GOLDEN.get(golden).get("updates");
    for (int n = 0; n < 60; n++) {
      for (Parameter g : gradients.all()) {
        g.assign(drawn(random, g, true));
      }
      optimizer.step(n, n < 30 ? .01 : .005, gradients);
      if (updates.has(String.valueOf(n + 1))) {
        assertWeights(updates.get(String.valueOf(n + 1)), weights, "after " + (n + 1));
      }
    }
  }

  /** Normal; a gradient's element i over six orders of magnitude, or 0, by its place. */
  private static float[] drawn(LegacyRandom random, Parameter shape, boolean gradient) {
    float[] drawn = new float[shape.rows() * shape.columns()];
    for (int i = 0; i < drawn.length; i++) {
      double scale = i % 7 == 6 ? 0 : Math.pow(10, i % 7 - 5);
      drawn[i] = (float) (random.gauss() * (gradient ? scale : 1));
    }
    return drawn;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesAndWeightsOfARun(String golden) {
    JsonNode training = GOLDEN.get(golden).get("training");
    Trainer trainer = Trainer.start(spec(golden), KernelProvider.active());
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onIteration(IterationMetrics metrics) {
            losses.add(metrics.trainNll());
          }
        };
    while (trainer.ended().isEmpty()) {
      trainer.step(listener);
    }
    assertEquals(60, losses.size());
    for (int n = 0; n < 60; n++) {
      double expected = training.get("train_nll").get(n).doubleValue();
      assertEquals(expected, losses.get(n), TOLERANCE * expected, "loss of iteration " + n);
    }
    assertWeights(training.get("final"), trainer.parameters(), "final");
  }

  /** Every element within the tolerance of its array's largest magnitude. */
  private static void assertWeights(JsonNode golden, Parameters weights, String when) {
    assertEquals(GoldenJson.keys(golden).count(), weights.all().size());
    for (Parameter p : weights.all()) {
      JsonNode expected = golden.get(p.name());
      float[] actual = p.toArray();
      assertEquals(expected.size(), actual.length, p.name());
      double largest = 0;
      for (JsonNode e : expected) {
        largest = Math.max(largest, Math.abs(e.doubleValue()));
      }
      for (int i = 0; i < actual.length; i++) {
        assertEquals(
            expected.get(i).doubleValue(),
            actual[i],
            TOLERANCE * largest,
            p.name() + " element " + i + " " + when);
      }
    }
  }

  /** Nothing of one optimizer is taken for another's. */
  @ParameterizedTest
  @MethodSource("cases")
  void slotsReadBackAndOthersAreRefused(String golden) {
    Parameters weights = new Parameters(List.of(Parameter.matrix("W_hh", 2, 3)));
    Slots slots = create(golden, weights).slots();
    Map<String, float[]> arrays = new LinkedHashMap<>(slots.toArrays());
    arrays.values().forEach(array -> array[5] = 7);
    slots.assign(arrays);
    slots.toArrays().values().forEach(array -> assertEquals(7, array[5]));
    arrays.put("other.W_hh", new float[6]);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> slots.assign(arrays))
            .getMessage()
            .contains("other.W_hh"));
  }
}
