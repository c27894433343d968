package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;

class RetentionTest {
  private static final List<Integer> STEPS = List.of(10, 100, 1000, 5000);

  private static List<Retention> trial(CellStep step, Task task, int length, double errAbs) {
    return new RetentionTrial(length, 40, STEPS, errAbs).of(step, task, new LegacyRandom(52));
  }

  private static Task perm() {
    return Tasks.create(TestTasks.spec("perm"));
  }

  /**
   * One unit that the first symbol of perm sets to a sign, and that decides between the classes 0
   * and 1.
   *
   * @param recurrent above 1 the unit latches, below it forgets
   */
  private static CellStep firstSymbol(float recurrent) {
    float[][] input = new float[100][1];
    input[0][0] = 3;
    input[1][0] = -3;
    float[][] output = new float[1][100];
    output[0][0] = 1;
    output[0][1] = -1;
    float[] outputBias = new float[100];
    Arrays.fill(outputBias, -9);
    outputBias[0] = .1f;
    outputBias[1] = 0;
    return HandBuilt.rnn(
        "basic_tanh",
        HandBuilt.weights(input, new float[][] {{recurrent}}, new float[1], output, outputBias));
  }

  @Test
  void aLatchKeepsItsAnswer() {
    List<Retention> kept = trial(firstSymbol(2), perm(), 10, 0);
    assertEquals(STEPS, kept.stream().map(Retention::steps).toList());
    for (Retention retention : kept) {
      assertEquals(1, retention.share());
      assertEquals(100, retention.byClass().size());
      assertEquals(List.of(1.0, 1.0, Double.NaN), retention.byClass().subList(0, 3));
    }
  }

  @Test
  void aLeakForgetsTheClassThatIsNotItsDefault() {
    // The sign outlasts the bias of class 0 while .9^steps is above .05.
    List<Retention> forgotten = trial(firstSymbol(.9f), perm(), 1, 0);
    assertEquals(1, forgotten.get(0).share());
    for (Retention retention : forgotten.subList(1, 4)) {
      assertEquals(List.of(1.0, 0.0), retention.byClass().subList(0, 2));
      assertTrue(retention.share() > .2 && retention.share() < .8, "" + retention.share());
    }
  }

  /** The recall comes behind the distractors, and only its steps count. */
  @Test
  void memIsAskedByItsRecall() {
    Task mem = Tasks.create(TestTasks.spec("mem", 2, 1, false, 5, 5));
    // Unit 0 latches the digit, unit 1 says that it is the recall; symbols: 0, 1, blank, recall.
    CellStep network =
        HandBuilt.rnn(
            "basic_tanh",
            HandBuilt.weights(
                new float[][] {{3, 0}, {-3, 0}, {0, 0}, {0, 9}},
                new float[][] {{2, 0}, {0, 0}},
                new float[2],
                new float[][] {{5, -5, 0}, {0, 0, -20}},
                new float[] {0, 0, 9}));
    for (Retention retention : trial(network, mem, 5, 0)) {
      assertEquals(1, retention.share());
      assertEquals(List.of(), retention.byClass());
    }
    CellStep deaf =
        HandBuilt.rnn(
            "basic_tanh",
            HandBuilt.weights(
                new float[][] {{3, 0}, {-3, 0}, {0, 0}, {0, 0}},
                new float[][] {{2, 0}, {0, 0}},
                new float[2],
                new float[][] {{5, -5, 0}, {0, 0, -20}},
                new float[] {0, 0, 9}));
    assertEquals(0, trial(deaf, mem, 5, 0).get(0).share(), "it answers blank");
  }

  /** A relu lets only marked numbers through, and a unit adds them up. */
  @Test
  void aValueIsRightWithinItsTolerance() {
    Task add = Tasks.create(TestTasks.spec("add"));
    CellStep adder =
        HandBuilt.rnn(
            "identity_relu",
            HandBuilt.weights(
                new float[][] {{1, 0}, {1, 0}},
                new float[][] {{0, .5f}, {0, 1}},
                new float[] {-1, 0},
                new float[][] {{.5f}, {1}},
                new float[1]));
    for (Retention retention : trial(adder, add, 20, 1e-5)) {
      assertEquals(1, retention.share());
    }
    CellStep leaking =
        HandBuilt.rnn(
            "identity_relu",
            HandBuilt.weights(
                new float[][] {{1, 0}, {1, 0}},
                new float[][] {{0, .5f}, {0, .99f}},
                new float[] {-1, 0},
                new float[][] {{.5f}, {1}},
                new float[1]));
    List<Retention> leaked = trial(leaking, add, 20, .2);
    assertTrue(leaked.get(0).share() > .8, "" + leaked);
    assertTrue(leaked.get(2).share() < .2, "" + leaked);
  }

  @Test
  void aNetworkThatIsNotFiniteAnswersNothing() {
    for (Retention retention : trial(firstSymbol(Float.NaN), perm(), 5, 0)) {
      assertEquals(0, retention.share());
    }
  }

  @Test
  void stepsAscend() {
    assertEquals(
        "steps must ascend from at least 1, got [10, 10]",
        assertThrows(
                IllegalArgumentException.class, () -> new RetentionTrial(5, 5, List.of(10, 10), 0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new RetentionTrial(5, 5, List.of(0), 0));
  }
}
