package org.throughtime.sweep.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.Status;

class CourseLogTest {
  private final CourseLog log = new CourseLog(TestRuns.canonical());

  @Test
  void startsAndEndsInTheCoursesWords() {
    assertEquals("Starting to train (PyTorch).", log.start());
    assertEquals(
        List.of("Done. solved=0 steps=49999 best_valid_error=100.0000%"),
        log.end(Status.FINISHED, 49999, 100));
    assertEquals(
        List.of(
            "!!!!! STOPPING - Problem solved",
            "Done. solved=1 steps=1240 best_valid_error=0.0000%"),
        log.end(Status.SOLVED, 1240, 0));
    assertEquals(
        List.of("!!!!! STOPPING - Diverged", "Done. solved=0 steps=7 best_valid_error=97.3400%"),
        log.end(Status.DIVERGED, 7, 97.34));
  }

  /** Metrics of a golden trajectory, and the lines that Python and NumPy make of them. */
  @ParameterizedTest
  @CsvSource({"A1, rnn", "A4, gru"})
  void checkpointEqualsPythons(String run, String model) throws IOException {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    List<String> expected = new ArrayList<>();
    for (String line : lines("/record/course-log-" + run + ".txt")) {
      if (line.startsWith("> ")) {
        expected.add(line.substring(2));
        continue;
      }
      String[] words = line.split(" ");
      metrics.put(words[0], Double.valueOf(words[1]));
      arrays.put(words[0], floats(words));
    }
    Checkpoint checkpoint =
        MadeUpRows.checkpoint(
            CheckpointMetrics.ITER,
            metrics.get("iter").intValue(),
            CheckpointMetrics.TRAIN_NLL,
            metrics.get("train_nll"),
            CheckpointMetrics.GRADIENT_NORM,
            metrics.get("grad_norm"),
            CheckpointMetrics.GRADIENT_NORM_POST,
            metrics.get("grad_norm_post"),
            CheckpointMetrics.OMEGA,
            metrics.get("Omega"),
            CheckpointMetrics.STEPS_IN_PAST,
            metrics.get("steps_in_past"),
            CheckpointMetrics.VALID_NLL,
            metrics.get("valid_nll"),
            CheckpointMetrics.VALID_ERROR,
            metrics.get("valid_error"),
            CheckpointMetrics.BEST_VALID_ERROR,
            100.0,
            CheckpointMetrics.RHO,
            metrics.get("rho"),
            CheckpointMetrics.GRAD_TIME,
            arrays.get("grad_time"),
            CheckpointMetrics.ACT_TIME,
            arrays.get("act_time"),
            CheckpointMetrics.SAT_TIME,
            arrays.get("sat_time"),
            TestRuns.GATE_Z,
            arrays.get("gate_z_sat_time"),
            TestRuns.GATE_R,
            arrays.get("gate_r_sat_time"));
    CourseLog log = new CourseLog(TestRuns.canonical("model", model));
    assertEquals(expected, log.checkpoint(checkpoint));
  }

  @Test
  void linearErrorsGoBehindTheLine() {
    Checkpoint checkpoint =
        MadeUpRows.checkpoint(
            CheckpointMetrics.ITER,
            40,
            CheckpointMetrics.TRAIN_NLL,
            .0421,
            CheckpointMetrics.GRADIENT_NORM,
            12.3456,
            CheckpointMetrics.GRADIENT_NORM_POST,
            1.0,
            CheckpointMetrics.OMEGA,
            .5,
            CheckpointMetrics.STEPS_IN_PAST,
            .93,
            CheckpointMetrics.VALID_NLL,
            .0555,
            CheckpointMetrics.VALID_ERROR,
            25.9,
            CheckpointMetrics.BEST_VALID_ERROR,
            26.12,
            CheckpointMetrics.VALID_MAE,
            .173,
            CheckpointMetrics.VALID_ERR_05,
            .8234,
            CheckpointMetrics.VALID_ERR_10,
            .6425,
            CheckpointMetrics.VALID_ERR_ABS,
            .259,
            CheckpointMetrics.VALID_MAXAE,
            .841,
            CheckpointMetrics.RHO,
            1.05);
    assertEquals(
        List.of(
            "Iter 0000040: train nll 0.042, valid error 025.900%, best valid error 026.120%, "
                + "avg grad norm  12.346, avg grad norm (post clip)   1.000, rho_Whh  1.05, "
                + "Omega  0.50, alpha  2.000, steps in the past 0.930, valid nll 0.056, "
                + "valid mae 0.173, err@0.05 082.34%, err@0.10 064.25%, err@0.20 025.90%, "
                + "maxae 0.841"),
        new CourseLog(TestRuns.canonical("task", "mul", "alpha", 2.0)).checkpoint(checkpoint));
  }

  @Test
  void nonFiniteMetricsShowAsPythonShowsThem() {
    float[] nan = {Float.NaN, 1f};
    Checkpoint checkpoint =
        MadeUpRows.checkpoint(
            CheckpointMetrics.ITER,
            20,
            CheckpointMetrics.TRAIN_NLL,
            Double.NaN,
            CheckpointMetrics.GRADIENT_NORM,
            Double.POSITIVE_INFINITY,
            CheckpointMetrics.GRADIENT_NORM_POST,
            Double.NaN,
            CheckpointMetrics.VALID_NLL,
            Double.NaN,
            CheckpointMetrics.VALID_ERROR,
            100.0,
            CheckpointMetrics.BEST_VALID_ERROR,
            100.0,
            CheckpointMetrics.RHO,
            Double.NaN,
            CheckpointMetrics.DIAG_LOSS,
            Double.NaN,
            CheckpointMetrics.GRAD_TIME,
            nan,
            CheckpointMetrics.ACT_TIME,
            nan,
            CheckpointMetrics.SAT_TIME,
            nan);
    assertEquals(
        List.of(
            "  [diag] log10|dL/dh_t| hist bins=60 range=(nan,nan) mean=nan p50=nan p05=nan p95=nan",
            "  [diag] sat-dist hist bins=60 sat<0.05=0.0% mean=nan p10=nan p90=nan",
            "Iter 0000020: train nll 00nan, valid error 100.000%, best valid error 100.000%, "
                + "avg grad norm     inf, avg grad norm (post clip)     nan, rho_Whh   nan, "
                + "Omega  0.00, alpha  0.000, steps in the past 0.000, valid nll 00nan"),
        log.checkpoint(checkpoint));
  }

  @Test
  void saturatedStepsAreCountedBelowTheThreshold() {
    float[] sat = {.01f, .049f, .051f, .49f};
    Checkpoint checkpoint =
        MadeUpRows.checkpoint(
            CheckpointMetrics.ITER,
            20,
            CheckpointMetrics.GRAD_TIME,
            sat,
            CheckpointMetrics.SAT_TIME,
            sat);
    assertEquals(
        "  [diag] sat-dist hist bins=60 sat<0.05=50.0% mean=0.150 p10=0.022 p90=0.358",
        log.checkpoint(checkpoint).get(1));
  }

  private static float[] floats(String[] words) {
    float[] values = new float[words.length - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i + 1]);
    }
    return values;
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = CourseLogTest.class.getResourceAsStream(resource)) {
      return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }
}
