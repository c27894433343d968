package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.reference.Problem;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;

class InputsTest {
  @Test
  void everySymbolIsHeldAndTheMean() {
    List<HeldInput> held = HeldInput.of(TestTasks.batch("torder", 50, 10));
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "mean"),
        held.stream().map(HeldInput::label).toList());
    assertEquals(List.of(0.0, 0.0, 1.0, 0.0, 0.0, 0.0), held.get(2).input());
    double[] mean = held.get(6).toArray();
    assertEquals(2 / 50.0, mean[0] + mean[1], 1e-15, "two marks in 50 steps");
    assertEquals(1, Arrays.stream(mean).sum(), 1e-15);
  }

  @Test
  void onlyTheMeanOfNumbers() {
    List<HeldInput> held = HeldInput.of(TestTasks.batch("add", 50, 10));
    assertEquals(List.of("mean"), held.stream().map(HeldInput::label).toList());
    assertEquals(.5, held.get(0).input().get(1), .1);
  }

  @Test
  void distractorsGoOnBeyondWhatIsDrawnTogether() {
    for (String name : Tasks.NAMES) {
      Task task = Tasks.create(TestTasks.spec(name));
      Distractors distractors = new Distractors(task, new LegacyRandom(7));
      Set<List<Double>> seen = new HashSet<>();
      for (int i = 0; i < 1000; i++) {
        double[] input = new double[task.nin()];
        distractors.next(input);
        seen.add(Arrays.stream(input).boxed().toList());
        assertTrue(input[0] == 0, name + ": no mark");
      }
      int expected =
          switch (name) {
            case "mem" -> 1;
            case "perm" -> 98;
            case "add", "mul" -> 1000;
            default -> 4;
          };
      assertEquals(expected, seen.size(), name);
    }
  }

  @Test
  void visitedStatesAreThoseOfTheBatch() {
    Problem problem = Problem.of("gru", "basic_tanh", "torder", 3, 5);
    CellStep step = problem.cell().model().step(problem.cell().init(), problem.parameters());
    List<double[]> all = VisitedStates.of(step, problem.batch(), 1000, new LegacyRandom(1));
    assertEquals(30, all.size());
    double[] first = new double[5];
    double[] input = new double[6];
    BatchInputs.copy(problem.batch(), 0, 0, input);
    step.step(new double[5], input, first);
    assertArrayEquals(first, all.get(0));
    List<double[]> some = VisitedStates.of(step, problem.batch(), 12, new LegacyRandom(1));
    assertEquals(12, some.size());
    for (double[] state : some) {
      assertTrue(all.stream().anyMatch(other -> Arrays.equals(other, state)));
    }
    assertEquals(
        12, some.stream().map(state -> Arrays.stream(state).boxed().toList()).distinct().count());
  }
}
