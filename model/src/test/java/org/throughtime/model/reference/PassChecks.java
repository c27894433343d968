package org.throughtime.model.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaGradient;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Score;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.task.Batch;

/** Holds the passes of any network to the reference over the same parameters. */
public final class PassChecks {
  private PassChecks() {}

  /**
   * Every metric of a train pass, an evaluation, ReferenceOmega and the profile.
   *
   * @param actual the network under test
   * @param reference over equal parameters
   * @param tolerance of metrics relative to themselves, of arrays to their largest magnitude
   */
  public static void assertAgrees(
      Network actual, ReferenceNetwork reference, Batch batch, double tolerance) {
    assertScore(reference.train(batch), actual.train(batch), tolerance);
    assertGradients(reference, actual, tolerance);
    assertProfile(reference.profile(true), actual.profile(true), tolerance);
    assertArray(
        reference.unitSaturation(), actual.unitSaturation(), tolerance, "distances of units");
    for (OmegaGradient kind : OmegaGradient.values()) {
      OmegaMetrics expected = reference.omega(kind, 2, 1e-20);
      OmegaMetrics omega = actual.omega(kind, 2, 1e-20);
      assertEquals(expected.omega(), omega.omega(), tolerance * expected.omega(), "Omega " + kind);
      assertEquals(expected.stepsInPast(), omega.stepsInPast(), tolerance, "steps_in_past");
      assertGradients(reference, actual, tolerance);
    }
    assertScore(reference.evaluate(batch), actual.evaluate(batch), tolerance);
  }

  private static void assertScore(Score expected, Score actual, double tolerance) {
    assertEquals(expected.loss(), actual.loss(), tolerance * expected.loss(), "loss");
    assertEquals(expected.error(), actual.error(), "error");
    assertEquals(expected.linear().isPresent(), actual.linear().isPresent(), "lastLinear errors");
    if (expected.linear().isPresent()) {
      LinearErrors e = expected.linear().get();
      LinearErrors a = actual.linear().orElseThrow();
      assertEquals(e.mae(), a.mae(), tolerance * e.mae(), "mae");
      assertEquals(e.maxae(), a.maxae(), tolerance * e.maxae(), "maxae");
      assertEquals(e.err05(), a.err05(), "err05");
      assertEquals(e.err10(), a.err10(), "err10");
      assertEquals(e.errAbs(), a.errAbs(), "errAbs");
    }
  }

  private static void assertGradients(Network expected, Network actual, double tolerance) {
    for (Parameter g : expected.gradients().all()) {
      assertArray(
          g.toArray(), actual.gradients().get(g.name()).toArray(), tolerance, "grad." + g.name());
    }
  }

  private static void assertProfile(Profile expected, Profile actual, double tolerance) {
    assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
    expected
        .arrays()
        .forEach((name, e) -> assertArray(e, actual.arrays().get(name), tolerance, name));
  }

  private static void assertArray(float[] expected, float[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    double largest = 0;
    for (float e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * largest, what + " element " + i);
    }
  }

  /**
   * grad_time of {@code actual} at every t against finite differences through the reference's
   * recurrence. Holding only the part through a step's own output, it would be 0 before the last
   * step of a last-step head.
   *
   * @param tolerance relative to grad_time itself at every t
   */
  public static void assertGradTimeIsTotal(
      Network actual, ReferenceNetwork reference, Batch batch, double tolerance) {
    actual.train(batch);
    float[] gradTime = actual.profile(false).arrays().get("grad_time");
    assertEquals(batch.length(), gradTime.length);
    for (int t = 0; t < gradTime.length; t++) {
      double expected = totalDerivative(reference, batch, t).norm2(1).meanNumber().doubleValue();
      assertTrue(gradTime[t] > 0, "grad_time must be above 0 at step " + t);
      assertEquals(
          expected, gradTime[t], (tolerance + Math.ulp(1f)) * expected, "grad_time at step " + t);
    }
  }

  /**
   * dL/dh_t {@code (B, H)} by finite differences: h_t is moved after its activation, and the
   * recurrence goes on from there with every other state as it was.
   */
  static INDArray totalDerivative(ReferenceNetwork network, Batch batch, int t) {
    Map<String, INDArray> w = network.weights();
    List<INDArray> x = Arrays64.inputs(batch);
    Trajectory s = network.forward(w, batch);
    INDArray h = s.states().get(t).h().dup('c');
    State state = new State(h, s.states().get(t).memory());
    return FiniteDifferences.gradient(
        h,
        () -> {
          List<INDArray> moved = new ArrayList<>(s.h().subList(0, t));
          moved.add(h);
          moved.addAll(network.forward(w, x.subList(t + 1, x.size()), state).h());
          return network.score(w, moved, batch).loss();
        });
  }
}
