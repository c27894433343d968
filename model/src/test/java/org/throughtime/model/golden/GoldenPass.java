package org.throughtime.model.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.Score;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.DenseBatches;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;
import org.throughtime.model.train.TestCells;

/** One {@code model.init.task} of {@code passes.json} and its arrays. */
public final class GoldenPass {
  /** The gradients of Omega that the files have; nobody else computes the direct part's. */
  public static final List<OmegaGradient> OMEGA_GRADIENTS =
      List.of(OmegaGradient.FULL, OmegaGradient.IMMEDIATE);

  /** Output errors above this count as wrong. */
  public static final double ERR_ABS = .2;

  /** |d_t|^2 from which a sequence counts in Omega. */
  private static final double BOUND = 1e-20;

  private static final double TOLERANCE = 1e-5;

  /** Of the whole gradient of Omega, which was computed in float64. */
  private static final double FULL_TOLERANCE = 5e-5;

  private static final JsonNode METRICS = GoldenJson.read("passes.json");
  private static final Map<String, GoldenArrays> ARRAYS = new LinkedHashMap<>();

  private final String key;
  private final JsonNode metrics;
  private final GoldenArrays arrays;
  private final CellSpec cell;
  private final Task task;

  private GoldenPass(String key) {
    String[] parts = key.split("\\.");
    this.key = key;
    this.metrics = METRICS.get(key);
    this.arrays =
        ARRAYS.computeIfAbsent(parts[2], name -> GoldenArrays.read("passes-" + name + ".npz"));
    this.cell = TestCells.spec(parts[0], parts[1], metrics.get("H").intValue());
    this.task = Tasks.create(TestTasks.spec(parts[2]));
  }

  /** Every pass of the file. */
  public static Stream<GoldenPass> all() {
    return GoldenJson.keys(METRICS).map(GoldenPass::new);
  }

  /** Those of a cell with Omega. */
  public static Stream<GoldenPass> allWithOmega() {
    return all().filter(pass -> pass.cell().model().hasOmega());
  }

  public CellSpec cell() {
    return cell;
  }

  /** The weights it ran with. */
  public Parameters parameters() {
    Parameters parameters = cell.draw(task, new LegacyRandom(52));
    for (Parameter p : parameters.all()) {
      p.assign(arrays.floats(key + "." + p.name()));
    }
    return parameters;
  }

  /** The batch it ran on. */
  public Batch batch() {
    return DenseBatches.of(
        task,
        metrics.get("T").intValue(),
        metrics.get("B").intValue(),
        arrays.floats(key + ".x"),
        arrays.floats(key + ".y"));
  }

  /** Whether there is an array of that name. */
  public boolean has(String array) {
    return arrays.keys().contains(key + "." + array);
  }

  /** Every element within 1e-5 of the golden array's largest magnitude. */
  public void assertArray(String array, float[] actual) {
    assertArray(array, widened(actual), TOLERANCE);
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Every element within 1e-5 of the golden array's largest magnitude. */
  public void assertArray(String array, double[] actual) {
    assertArray(array, actual, TOLERANCE);
  }

  private void assertArray(String array, double[] actual, double tolerance) {
    float[] golden = arrays.floats(key + "." + array);
    assertEquals(golden.length, actual.length, array);
    double largest = 0;
    for (float value : golden) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < golden.length; i++) {
      if (!(Math.abs(golden[i] - actual[i]) <= tolerance * largest)) {
        assertEquals(
            golden[i],
            actual[i],
            tolerance * largest,
            array + " element " + i + " where the largest is " + largest);
      }
    }
  }

  /** Every gradient, and no other. */
  public void assertGradients(Parameters gradients) {
    String prefix = key + ".grad.";
    Set<String> golden =
        arrays.keys().stream()
            .filter(k -> k.startsWith(prefix))
            .map(k -> k.substring(prefix.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(golden, new TreeSet<>(gradients.toArrays().keySet()));
    gradients.toArrays().forEach((name, gradient) -> assertArray("grad." + name, gradient));
  }

  /** Loss to 1e-5 relative, error exactly. */
  public void assertScore(Score score) {
    assertMetric("loss", score.loss());
    assertEquals(metrics.get("error").doubleValue(), score.error(), "error");
  }

  /**
   * Omega and steps_in_past to 1e-5 relative; its gradient, of which there is none but W_hh's, to
   * 1e-5 (5e-5 for the whole one) of its largest magnitude.
   *
   * @param network of this pass's weights; it is trained on this pass's batch
   */
  public void assertOmega(OmegaGradient kind, Network network) {
    network.train(batch());
    network.gradients().clear();
    OmegaMetrics omega = network.omega(kind, 1, BOUND);
    String suffix = kind == OmegaGradient.FULL ? "_full" : "";
    assertMetric("Omega" + suffix, omega.omega());
    assertMetric("steps_in_past" + suffix, omega.stepsInPast());
    network
        .gradients()
        .toArrays()
        .forEach(
            (name, gradient) -> {
              if (name.equals("W_hh")) {
                assertArray(
                    "grad_Omega" + suffix + ".W_hh",
                    widened(gradient),
                    kind == OmegaGradient.FULL ? FULL_TOLERANCE : TOLERANCE);
              } else {
                assertArrayEquals(new float[gradient.length], gradient, name);
              }
            });
  }

  private void assertMetric(String metric, double actual) {
    double golden = metrics.get(metric).doubleValue();
    assertEquals(golden, actual, TOLERANCE * Math.abs(golden), metric);
  }

  @Override
  public String toString() {
    return key;
  }
}
