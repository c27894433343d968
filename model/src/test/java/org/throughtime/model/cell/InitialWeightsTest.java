package org.throughtime.model.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughtime.model.diagnostics.SpectralRadius;
import org.throughtime.model.random.LegacyRandom;

class InitialWeightsTest {
  private static Parameters draw(CellKind model, Init init, int nhid) {
    return InitialWeights.draw(new CellSpec(model, init, nhid), 6, 4, new LegacyRandom(52));
  }

  @ParameterizedTest
  @EnumSource(Init.class)
  void theOrderDoesNotDependOnTheInit(Init init) {
    assertEquals(
        List.of("W_uh", "W_hh", "W_hy", "b_hh", "b_hy"),
        draw(CellKind.RNN, init, 20).all().stream().map(Parameter::name).toList());
    assertEquals(
        List.of("W_uz", "W_hz", "b_z", "W_ur", "W_hr", "b_r", "W_uh", "W_hh", "b_h", "W_hy", "b_y"),
        draw(CellKind.GRU, init, 20).all().stream().map(Parameter::name).toList());
  }

  @ParameterizedTest
  @EnumSource(Init.class)
  void aGruStartsFromTheSameWeightsWhateverInitSays(Init init) {
    Map<String, float[]> sigmoid = draw(CellKind.GRU, Init.SIGMOID, 20).toArrays();
    draw(CellKind.GRU, init, 20)
        .toArrays()
        .forEach((name, weights) -> assertArrayEquals(sigmoid.get(name), weights, name));
  }

  @Test
  void smartTanhKeepsFifteenConnectionsAUnit() {
    Parameter recurrent = draw(CellKind.RNN, Init.SMART_TANH, 40).get("W_hh");
    for (int i = 0; i < 40; i++) {
      int connections = 0;
      for (int j = 0; j < 40; j++) {
        connections += recurrent.get(i, j) != 0 ? 1 : 0;
      }
      assertEquals(15, connections, "row " + i);
    }
    assertEquals(.95, SpectralRadius.of(recurrent.storage()), 1e-6);
  }

  @Test
  void smartTanhKeepsAllConnectionsOfAFewUnits() {
    Parameter recurrent = draw(CellKind.RNN, Init.SMART_TANH, 3).get("W_hh");
    for (float w : recurrent.toArray()) {
      assertTrue(w != 0);
    }
    assertEquals(.95, SpectralRadius.of(recurrent.storage()), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void paddingStaysZero(CellKind model) {
    for (Parameter p : draw(model, Init.BASIC_TANH, 17).all()) {
      for (int i = 0; i < p.data().length; i++) {
        assertTrue(i % p.storage().stride < p.columns() || p.data()[i] == 0, p.name());
      }
    }
  }

  @Test
  void oneUnitCanBeDrawn() {
    assertEquals(.95f, Math.abs(draw(CellKind.RNN, Init.SMART_TANH, 1).get("W_hh").get(0, 0)));
  }
}
