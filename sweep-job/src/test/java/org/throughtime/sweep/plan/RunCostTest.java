package org.throughtime.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfigLoader;

class RunCostTest {

  @ParameterizedTest
  @CsvSource({
    "model, gru",
    "nhid, 51",
    "max_length, 201",
    "min_length, 51",
    "ebs, 11000",
    "bs, 21",
    "maxiters, 20001",
    "checkFreq, 19",
    "collectDiags, true",
    "backend, reference",
    "mempos, 11"
  })
  void costsMoreWhereThereIsMoreToDo(String flag, String value) {
    assertTrue(RunCost.of(run(flag, value)) > RunCost.of(run()), flag);
  }

  @Test
  void countsOmegaForAnRnnAlone() {
    assertTrue(RunCost.of(run("alpha", "1")) > RunCost.of(run("alpha", "0")));
    assertEquals(
        RunCost.of(run("alpha", "0", "model", "gru")),
        RunCost.of(run("alpha", "1", "model", "gru")));
  }

  /** One iteration without checkpoints worth counting, by hand. */
  @Test
  void addsUpWhatItsFormulaSays() {
    RunSpec run =
        run(
            "task",
            "mul",
            "nhid",
            "10",
            "bs",
            "3",
            "min_length",
            "100",
            "max_length",
            "100",
            "maxiters",
            "7",
            "alpha",
            "0",
            "ebs",
            "4",
            "cbs",
            "4",
            "checkFreq",
            "2");
    double steps = 100 + 10 + 2;
    double step = 10 * (10 + 2);
    assertEquals(7 * (steps * 3 * 3 * step + steps * 4 * step / 2), RunCost.of(run), 1e-6);
  }

  private static RunSpec run(String... flags) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      given.put(flags[i], flags[i + 1]);
    }
    return SweepConfigLoader.ofFlags("test", given).runs().get(0);
  }
}
