package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.table.Status;

class SweepLauncherTest {
  private static final String NEXT =
      "; ./submit.sh status results/s shows which, and the same command resumes them";

  private static Optional<String> shortfall(Status... ended) {
    return SweepLauncher.shortfall("s", "results/s", List.of(ended));
  }

  @Test
  void theLastLineSaysWhyTheExitStatusIsNotZero() {
    assertEquals(Optional.empty(), shortfall());
    assertEquals(Optional.empty(), shortfall(Status.FINISHED, Status.SOLVED, Status.DIVERGED));
    assertEquals(
        Optional.of("sweep s: 1 of 2 runs failed" + NEXT),
        shortfall(Status.FINISHED, Status.FAILED));
    assertEquals(
        Optional.of("sweep s: 1 of 4 runs failed, 2 did not end" + NEXT),
        shortfall(Status.FINISHED, Status.FAILED, Status.STOPPED, Status.WAITING));
    assertEquals(Optional.of("sweep s: 1 of 1 runs did not end" + NEXT), shortfall(Status.STOPPED));
  }
}
