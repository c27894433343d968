package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

class ComparableRunsTest {
  private static final RunSpec PLAIN = run("plain");
  private static final RunSpec CLIPPED = run("clipped", "clipstyle", "rescale");
  private static final RunSpec GRU = run("gru", "model", "gru");

  private static RunSpec run(String name, Object... flags) {
    Object[] all = new Object[flags.length + 2];
    all[0] = "name";
    all[1] = name;
    System.arraycopy(flags, 0, all, 2, flags.length);
    return TestRuns.canonical(all);
  }

  private static List<String> among(RunSpec... runs) {
    return ComparableRuns.among(List.of(runs), Function.identity()).stream()
        .map(group -> group.respect() + " " + group.runs().stream().map(RunSpec::name).toList())
        .toList();
  }

  @Test
  void groupsRunsThatDifferInOneRespectAlone() {
    assertEquals(
        List.of("CLIPPING [plain, clipped]", "MODEL [plain, gru]"), among(PLAIN, CLIPPED, GRU));
    assertEquals(List.of(), among(CLIPPED, GRU));
    assertEquals(List.of(), among(PLAIN, run("seed", "seed", 53, "clipstyle", "rescale")));
  }

  @Test
  void aCutoffThatDoesNotClipTellsNoRunsApart() {
    RunSpec unused = run("unused", "cutoff", 2.0);
    assertEquals(List.of(), among(PLAIN, unused));
    assertEquals(List.of("CLIPPING [plain, unused, clipped]"), among(PLAIN, unused, CLIPPED));
    assertEquals(List.of("MODEL [unused, gru]"), among(unused, GRU));
    assertEquals(List.of(), among(PLAIN, run("zero", "clipstyle", "rescale", "cutoff", 0.0)));
    assertEquals(
        List.of("CLIPPING [clipped, wide]"),
        among(CLIPPED, run("wide", "clipstyle", "rescale", "cutoff", 2.0)));
  }

  @Test
  void diagGatesTellsNoRunsApart() {
    RunSpec gates = run("gates", "model", "gru", "diagGates", true);
    assertEquals(List.of(), among(GRU, gates));
    assertEquals(List.of("MODEL [plain, gates]"), among(PLAIN, gates));
    assertEquals(
        List.of("CLIPPING [gates, clipped_gru]"),
        among(gates, run("clipped_gru", "model", "gru", "clipstyle", "rescale")));
  }
}
