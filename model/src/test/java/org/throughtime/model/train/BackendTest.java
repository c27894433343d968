package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.cell.Lstm;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.metric.Metric;

/** {@code backend = reference} trains the same run, in ND4J; other runs do not touch it. */
class BackendTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "mem, rnn, 0, full",
    "torder, rnn, 2, immediate",
    "torder, rnn, 2, full",
    "torder, rnn, 2, direct",
    "mul, gru, 0, full",
    "mem, lstm, 0, full"
  })
  void bothBackendsGiveTheSameMetrics(
      String task, String model, double alpha, String omegaGradient) {
    Recording kernel = record(task, model, alpha, omegaGradient, "kernel");
    Recording reference = record(task, model, alpha, omegaGradient, "reference");
    assertEquals(25, reference.iterations.size());
    assertEquals(1, reference.checkpoints.size());
    for (int i = 0; i < 25; i++) {
      IterationMetrics expected = reference.iterations.get(i);
      IterationMetrics actual = kernel.iterations.get(i);
      assertEquals(expected.length(), actual.length());
      assertClose("train_nll", expected, actual, IterationMetrics::trainNll);
      assertClose("gradient_norm", expected, actual, IterationMetrics::gradientNorm);
      assertClose("gradient_norm_post", expected, actual, IterationMetrics::gradientNormPost);
      assertClose("Omega", expected, actual, IterationMetrics::omega);
      assertClose("steps_in_past", expected, actual, IterationMetrics::stepsInPast);
    }
    Checkpoint expected = reference.checkpoints.get(0);
    Checkpoint actual = kernel.checkpoints.get(0);
    assertClose("valid_nll", expected, actual, Checkpoint::validNll);
    assertClose("valid_error", expected, actual, Checkpoint::validError);
    assertClose("rho", expected, actual, Checkpoint::rho);
    assertClose("diag_loss", expected, actual, c -> c.get(CheckpointMetrics.DIAG_LOSS).get());
    assertClose("diag_err", expected, actual, c -> c.get(CheckpointMetrics.DIAG_ERR).get());
    assertProfiles(expected, actual);
    assertEquals(
        model.equals("lstm"),
        actual.get(CheckpointMetrics.profile(Lstm.CELL_TIME)).isPresent(),
        "cell_time");
  }

  private static Recording record(
      String task, String model, double alpha, String omegaGradient, String backend) {
    return Recording.of(
        Trainer.start(
            TestRuns.of(
                task,
                model,
                alpha,
                "omegaGradient",
                omegaGradient,
                "backend",
                backend,
                "maxiters",
                25,
                "lr",
                .01,
                "diagGates",
                true),
            KernelProvider.active()));
  }

  private static <T> void assertClose(String what, T e, T a, ToDoubleFunction<T> metric) {
    double expected = metric.applyAsDouble(e);
    assertEquals(expected, metric.applyAsDouble(a), TOLERANCE * Math.abs(expected), what);
  }

  private static void assertProfiles(Checkpoint expected, Checkpoint actual) {
    for (Metric<CheckpointSource, float[]> profile : CheckpointMetrics.PROFILES) {
      assertEquals(expected.get(profile).isPresent(), actual.get(profile).isPresent());
      expected
          .get(profile)
          .ifPresent(e -> assertFloats(profile.name(), e, actual.get(profile).orElseThrow()));
    }
  }

  private static void assertFloats(String what, float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, what);
    for (int t = 0; t < expected.length; t++) {
      assertEquals(
          expected[t], actual[t], TOLERANCE * Math.abs(expected[t]), what + " at step " + t);
    }
  }

  /** Trains a small run of the backend that is named. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) {
      RunSpec spec = TestRuns.with("backend", args[0], "maxiters", 2, "checkFreq", 1);
      System.out.println(
          "trained "
              + Recording.of(Trainer.start(spec, KernelProvider.active())).iterations.size());
    }
  }

  private static String classesOf(String backend) throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                backend)
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), output);
    assertTrue(output.contains("trained 2"), output);
    return output;
  }

  @Test
  void aKernelRunLoadsNothingOfNd4j() throws IOException, InterruptedException {
    String classes = classesOf("kernel");
    assertTrue(classes.contains(" org.throughtime.model.cell.VanillaRnn "));
    assertFalse(classes.contains(" org.throughtime.model.reference."));
    assertFalse(classes.contains(" org.nd4j."));
  }

  @Test
  void aReferenceRunLoadsNoFloat32Cell() throws IOException, InterruptedException {
    String classes = classesOf("reference");
    assertTrue(classes.contains(" org.throughtime.model.reference.ReferenceRnn "));
    assertFalse(classes.contains(" org.throughtime.model.cell.VanillaRnn "));
  }
}
