package org.throughtime.model.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;
import org.throughtime.model.train.Cells;
import org.throughtime.model.train.TestCells;

/**
 * Whole passes give the same bits from this JVM's kernels and from the scalar ones, also where a
 * run explodes. The build runs this class again for every vector width.
 */
class CellBitsTest {
  /** Scales that keep the states small, and that drive them to infinity and NaN. */
  private static final float[] SCALES = {1, 40, 1e18f};

  /**
   * A network and its batch.
   *
   * @param sequences B: less than the blocks that passes are cut into, or two of them and a single
   *     sequence
   * @param scale all weights are multiplied with
   */
  record Case(CellSpec cell, String task, int sequences, float scale) {
    @Override
    public String toString() {
      return String.join(
          " ",
          cell.model().label(),
          cell.init().label(),
          "H=" + cell.nhid(),
          task,
          "B=" + sequences,
          "scale=" + scale);
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String task : List.of("torder", "mul", "mem", "perm")) {
      for (float scale : SCALES) {
        for (String init : List.of("sigmoid", "basic_tanh", "test", "identity_relu")) {
          cases.add(new Case(TestCells.spec("rnn", init, 50), task, 7, scale));
        }
        for (int nhid : new int[] {1, 7, 16, 33}) {
          cases.add(new Case(TestCells.spec("rnn", "basic_tanh", nhid), task, 53, scale));
          cases.add(new Case(TestCells.spec("rnn", "test", nhid), task, 7, scale));
          cases.add(new Case(TestCells.spec("gru", "basic_tanh", nhid), task, 53, scale));
          cases.add(new Case(TestCells.spec("lstm", "basic_tanh", nhid), task, 53, scale));
        }
        cases.add(new Case(TestCells.spec("lstm", "test", 50), task, 7, scale));
        cases.add(new Case(TestCells.spec("gru", "test", 50), task, 7, scale));
        int blocks = 2 * ColumnBlock.COLUMNS + 1;
        for (Cell cell : Cells.ALL) {
          cases.add(
              new Case(new CellSpec(cell, TestCells.init("basic_tanh"), 16), task, blocks, scale));
        }
      }
    }
    return cases.stream();
  }

  private static Network network(Kernels kernels, Case c, Task task) {
    Parameters parameters = c.cell().draw(task, new LegacyRandom(52));
    for (Parameter p : parameters.all()) {
      float[] dense = p.toArray();
      for (int i = 0; i < dense.length; i++) {
        dense[i] *= c.scale();
      }
      p.assign(dense);
    }
    return c.cell().model().network(kernels, c.cell(), parameters, task.head(), .2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void passesGiveTheScalarBits(Case c) {
    Task task = Tasks.create(TestTasks.spec(c.task(), 5, 3, false, 20, 20));
    Batch batch = task.newBatch(c.sequences());
    task.draw(new LegacyRandom(7), 20, batch);
    Network scalar = network(KernelProvider.scalar(), c, task);
    Network active = network(KernelProvider.active(), c, task);

    Score score = scalar.train(batch);
    assertEquals(score, active.train(batch), "train");
    assertSameGradients(scalar, active);
    assertSameProfile(scalar.profile(true), active.profile(true));
    for (OmegaGradient kind : OmegaGradient.values()) {
      assertEquals(scalar.omega(kind, 2, 1e-20), active.omega(kind, 2, 1e-20), "Omega " + kind);
      assertSameGradients(scalar, active);
    }
    assertEquals(scalar.evaluate(batch), active.evaluate(batch), "evaluate");
    assertEquals(score, scalar.evaluate(batch), "train and evaluate");
    for (Network network : List.of(scalar, active)) {
      assertEquals(score, ((KernelNetwork) network).evaluateRows(batch), "as rows");
      assertEquals(score, ((KernelNetwork) network).evaluateColumns(batch), "as columns");
    }
  }

  private static void assertSameGradients(Network scalar, Network active) {
    for (Parameter gradient : scalar.gradients().all()) {
      assertArrayEquals(
          gradient.toArray(),
          active.gradients().get(gradient.name()).toArray(),
          "grad." + gradient.name());
    }
  }

  private static void assertSameProfile(Profile scalar, Profile active) {
    assertEquals(scalar.arrays().keySet(), active.arrays().keySet());
    scalar
        .arrays()
        .forEach((name, values) -> assertArrayEquals(values, active.arrays().get(name), name));
  }

  /**
   * The identity's states and derivatives grow with every step: infinite ones must be among them.
   */
  @Test
  void someCaseLeavesTheFiniteNumbers() {
    Case c = new Case(TestCells.spec("rnn", "test", 1), "mul", 7, 40);
    assertTrue(cases().anyMatch(c::equals));
    Task task = Tasks.create(TestTasks.spec(c.task(), 5, 3, false, 20, 20));
    Batch batch = task.newBatch(c.sequences());
    task.draw(new LegacyRandom(7), 20, batch);
    Network network = network(KernelProvider.active(), c, task);
    assertTrue(Double.isFinite(network.train(batch).loss()));
    assertEquals(Float.POSITIVE_INFINITY, network.profile(false).arrays().get("grad_time")[0]);
  }
}
