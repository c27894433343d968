package org.throughtime.sweep.answers;

import java.util.List;

/** Stand-in. */
public final class Answers {
  private Answers() {}

  /** Stand-in. */
  public static List<Answer> of(RunFigures run) {
    if (run.checkpoints().isEmpty()) {
      return List.of();
    }
    CheckpointFigures last = run.checkpoints().get(run.checkpoints().size() - 1);
    String rho = String.format(java.util.Locale.ROOT, "%.2f", last.rho());
    return List.of(
        new Answer(
            "How does rho move?",
            List.of(
                new Sentence(
                    "At the last checkpoint rho is " + rho + ".",
                    List.of(
                        new Evidence(
                            rho,
                            "SELECT rho_Whh FROM checkpoints WHERE run = '"
                                + run.spec().name()
                                + "' ORDER BY iter DESC LIMIT 1"))))));
  }

  /** Stand-in. */
  public static List<Answer> compare(List<RunFigures> runs) {
    return List.of();
  }
}
