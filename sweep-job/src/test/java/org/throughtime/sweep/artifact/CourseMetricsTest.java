package org.throughtime.sweep.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;

/** What the course's program would have written, where that is not what was measured. */
class CourseMetricsTest {
  private static IterationMetrics iteration(int n, double norm, double post) {
    return MadeUpRows.iteration(n, 100, 1.5, norm, post, 0, .25);
  }

  private static Checkpoint checkpoint(int n, double norm, double post) {
    float[] profile = {1f};
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        n,
        CheckpointMetrics.GRADIENT_NORM,
        norm,
        CheckpointMetrics.GRADIENT_NORM_POST,
        post,
        CheckpointMetrics.STEPS_IN_PAST,
        .25,
        CheckpointMetrics.GRAD_TIME,
        profile,
        CheckpointMetrics.ACT_TIME,
        profile,
        CheckpointMetrics.SAT_TIME,
        profile);
  }

  private static boolean diagnosed(RunSpec spec, Checkpoint checkpoint) {
    return new CourseLog(spec).checkpoint(checkpoint).size() > 1;
  }

  private static String metricsLine(RunSpec spec, Checkpoint checkpoint) {
    List<String> lines = new CourseLog(spec).checkpoint(checkpoint);
    return lines.get(lines.size() - 1);
  }

  @Test
  void withoutClippingTheMeanAfterItPrintsAsZero() {
    RunSpec spec = TestRuns.canonical("clipstyle", "nothing", "checkFreq", 2);
    CourseMetrics course = new CourseMetrics(spec);
    for (int n = 0; n <= 2; n++) {
      assertEquals(3, course.of(iteration(n, 3, 3)).gradientNormPost(), "the NPZ has the norm");
    }
    Checkpoint printed = course.of(checkpoint(2, 4.5, 4.5));
    assertEquals(4.5, printed.gradientNorm());
    String line = metricsLine(spec, printed);
    assertTrue(
        line.contains("avg grad norm   4.500, avg grad norm (post clip)   0.000, rho"), line);
  }

  @Test
  void withRescaleTheMeanAfterClippingIsNeverSetBack() {
    RunSpec spec = TestRuns.canonical("clipstyle", "rescale", "checkFreq", 2);
    CourseMetrics course = new CourseMetrics(spec);
    for (int n = 0; n <= 2; n++) {
      course.of(iteration(n, 3, 1));
    }
    assertEquals(3 / 2., course.of(checkpoint(2, 4.5, 1.5)).gradientNormPost());
    course.of(iteration(3, 3, 1));
    course.of(iteration(4, 3, .5));
    assertEquals((3 / 2. + 1.5) / 2, course.of(checkpoint(4, 3, .75)).gradientNormPost());
    course.of(iteration(5, 3, 1));
    course.of(iteration(6, 3, 1));
    assertEquals((1.5 + 2) / 2, course.of(checkpoint(6, 3, 1)).gradientNormPost());
  }

  @Test
  void whereRescaleReplacesTheGradientItsNormIsThatOfWhatReplacedIt() {
    RunSpec spec = TestRuns.canonical("clipstyle", "rescale", "checkFreq", 4);
    CourseMetrics course = new CourseMetrics(spec);
    double[] norms = {1, Double.NaN, Double.POSITIVE_INFINITY, 1.1e10, 1e10};
    double[] printed = {1, .02, .03, .04, 1e10};
    double[] post = {1, .02, .03, .04, 1};
    for (int n = 0; n < norms.length; n++) {
      assertEquals(printed[n], course.of(iteration(n, norms[n], post[n])).gradientNorm());
    }
    Checkpoint mean = course.of(checkpoint(4, Double.NaN, 2.09 / 4));
    assertEquals((1e10 + 1.09) / 4, mean.gradientNorm(), 1e-4);
    assertTrue(Double.isNaN(checkpoint(4, Double.NaN, 1).gradientNorm()), "tables: the raw one");

    RunSpec nothing = TestRuns.canonical("clipstyle", "nothing");
    double raw = new CourseMetrics(nothing).of(iteration(0, 1e11, 1e11)).gradientNorm();
    assertEquals(1e11, raw);
  }

  /** As the course's program compares, which a NaN among its outputs passes as right. */
  @Test
  void theBestValidErrorCountsEveryCheckpoint() {
    CourseMetrics course = new CourseMetrics(TestRuns.canonical("checkFreq", 2));
    double[] errors = {80, 0, 60};
    double[] printed = {100, 80, 0};
    for (int i = 0; i < errors.length; i++) {
      Checkpoint row =
          MadeUpRows.checkpoint(
              CheckpointMetrics.ITER,
              2 * i + 2,
              CheckpointMetrics.BEST_VALID_ERROR,
              i == 0 ? 100.0 : 80.0,
              CheckpointMetrics.VALID_ERROR,
              errors[i],
              CheckpointMetrics.VALID_NLL,
              i == 1 ? Double.NaN : 1.0);
      assertEquals(printed[i], course.of(row).bestValidError());
    }
    assertEquals(0, course.bestValidError());
  }

  @Test
  void aGruWithAlphaHasNoNumberOfStepsInThePast() {
    RunSpec spec = TestRuns.canonical("model", "gru", "alpha", 2, "checkFreq", 2);
    CourseMetrics course = new CourseMetrics(spec);
    assertTrue(Double.isNaN(course.of(iteration(0, 1, 1)).stepsInPast()));
    String line = metricsLine(spec, course.of(checkpoint(2, 1, 1)));
    assertTrue(line.contains("Omega  0.00, alpha  2.000, steps in the past 00nan, valid"), line);
    for (RunSpec other :
        List.of(TestRuns.canonical("model", "gru"), TestRuns.canonical("alpha", 2))) {
      assertEquals(.25, new CourseMetrics(other).of(iteration(0, 1, 1)).stepsInPast());
    }
  }

  @Test
  void aCheckpointThatTheNpzHasNoRowForHasNoDiagnosticLines() {
    RunSpec spec = TestRuns.canonical("maxiters", 61);
    CourseMetrics course = new CourseMetrics(spec);
    assertTrue(diagnosed(spec, course.of(checkpoint(20, 1, 1))));
    assertTrue(diagnosed(spec, course.of(checkpoint(40, 1, 1))));
    assertFalse(diagnosed(spec, course.of(checkpoint(60, 1, 1))));
    RunSpec longer = TestRuns.canonical("maxiters", 80);
    assertTrue(diagnosed(longer, new CourseMetrics(longer).of(checkpoint(60, 1, 1))));
  }
}
