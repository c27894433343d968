package org.throughtime.model.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.diagnostics.SpectralRadius;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;
import org.throughtime.model.train.TestCells;

class InitialWeightsTest {
  private static Parameters draw(String model, String init, int nhid) {
    CellSpec spec = TestCells.spec(model, init, nhid);
    return spec.draw(Tasks.create(TestTasks.spec("torder")), new LegacyRandom(52));
  }

  static Stream<String> inits() {
    return Inits.ALL.stream().map(Init::label);
  }

  @ParameterizedTest
  @MethodSource("inits")
  void theOrderDoesNotDependOnTheInit(String init) {
    assertEquals(
        List.of("W_uh", "W_hh", "W_hy", "b_hh", "b_hy"),
        draw("rnn", init, 20).all().stream().map(Parameter::name).toList());
    assertEquals(
        List.of("W_uz", "W_hz", "b_z", "W_ur", "W_hr", "b_r", "W_uh", "W_hh", "b_h", "W_hy", "b_y"),
        draw("gru", init, 20).all().stream().map(Parameter::name).toList());
    assertEquals(
        "W_ui W_hi b_i W_uf W_hf b_f W_uo W_ho b_o W_uh W_hh b_h W_hy b_y",
        draw("lstm", init, 20).all().stream()
            .map(Parameter::name)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @MethodSource("inits")
  void aGruStartsFromTheSameWeightsWhateverInitSays(String init) {
    Map<String, float[]> sigmoid = draw("gru", "sigmoid", 20).toArrays();
    draw("gru", init, 20)
        .toArrays()
        .forEach((name, weights) -> assertArrayEquals(sigmoid.get(name), weights, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm"})
  void smartTanhKeepsFifteenConnectionsAUnit(String model) {
    Parameter recurrent = draw(model, "smart_tanh", 40).get("W_hh");
    for (int i = 0; i < 40; i++) {
      int connections = 0;
      for (int j = 0; j < 40; j++) {
        connections += recurrent.get(i, j) != 0 ? 1 : 0;
      }
      assertEquals(15, connections, "row " + i);
    }
    assertEquals(.95, SpectralRadius.of(recurrent.storage()), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm"})
  void smartTanhKeepsAllConnectionsOfAFewUnits(String model) {
    Parameter recurrent = draw(model, "smart_tanh", 3).get("W_hh");
    for (float w : recurrent.toArray()) {
      assertTrue(w != 0);
    }
    assertEquals(.95, SpectralRadius.of(recurrent.storage()), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm"})
  void paddingStaysZero(String model) {
    for (Parameter p : draw(model, "basic_tanh", 17).all()) {
      for (int i = 0; i < p.data().length; i++) {
        assertTrue(i % p.storage().stride < p.columns() || p.data()[i] == 0, p.name());
      }
    }
  }

  /** Gers et al. (2000): an lstm that forgets at random from the start learns nothing for long. */
  @Test
  void anLstmForgetsLittleAtFirst() {
    for (Parameter p : draw("lstm", "basic_tanh", 20).all()) {
      if (p.isVector()) {
        float[] expected = new float[p.columns()];
        Arrays.fill(expected, p.name().equals("b_f") ? 1 : 0);
        assertArrayEquals(expected, p.toArray(), p.name());
      }
    }
  }

  /** Le, Jaitly &amp; Hinton (2015), section 2. */
  @Test
  void identityReluStartsFromStatesThatStay() {
    Parameters drawn = draw("rnn", "identity_relu", 40);
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        assertEquals(i == j ? 1 : 0, drawn.get("W_hh").get(i, j));
      }
    }
    for (String name : List.of("W_uh", "W_hy")) {
      double squares = 0;
      for (float w : drawn.get(name).toArray()) {
        squares += (double) w * w;
      }
      int elements = drawn.get(name).rows() * drawn.get(name).columns();
      assertEquals(.001, Math.sqrt(squares / elements), 2e-4, name);
    }
    assertArrayEquals(new float[40], drawn.get("b_hh").toArray());
  }

  @Test
  void oneUnitCanBeDrawn() {
    assertEquals(.95f, Math.abs(draw("rnn", "smart_tanh", 1).get("W_hh").get(0, 0)));
  }
}
