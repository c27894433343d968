package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.plan.RunCost;

class SweepPlanTest {

  @Test
  void startsTheLongestFirstAndKeepsTheOrderOfEquals() {
    SweepPlan plan =
        new SweepPlan(
            "p",
            List.of(
                run("name", "short", "maxiters", "10"),
                run("name", "first", "seed", "1"),
                run("name", "long", "model", "gru"),
                run("name", "second", "seed", "2")));
    assertEquals(
        List.of("long", "first", "second", "short"),
        plan.runs().stream().map(RunSpec::name).toList());
    assertEquals(4, plan.strategy().size());
    assertFalse(plan.grows());
    assertEquals(plan.runs().stream().mapToDouble(RunCost::of).sum(), RunCost.total(plan.runs()));
  }

  @Test
  void refusesToPlanNothing() {
    assertThrows(IllegalArgumentException.class, () -> new SweepPlan("p", List.of()));
  }

  private static RunSpec run(String... flags) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      given.put(flags[i], flags[i + 1]);
    }
    return SweepConfigLoader.ofFlags("test", given).runs().get(0);
  }
}
