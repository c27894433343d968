package org.throughtime.sweep.cli;

/**
 * The meaning of {@code --name} in the course's program: a path prefix of its files. Here the last
 * part of that path names the run.
 *
 * @param given with the call; null where it has no {@code --name}
 */
record CourseName(String given) {
  /** The course's default. */
  static final String DEFAULT = "test_torch";

  /** Name of the run. */
  String run() {
    return given == null ? DEFAULT : given.substring(given.lastIndexOf('/') + 1);
  }

  /** Whether the run is called other than its command says. */
  boolean differs() {
    return !run().equals(given);
  }

  /**
   * Says how the run is named, and where its files are.
   *
   * @param directory of its results
   */
  String note(String directory) {
    String why =
        given == null
            ? "no --name is given: the run is named " + run() + ", as in the course's program"
            : "--name " + given + " is a path: the run is named " + run();
    return "%1$s; its files are in %2$s: logs/%3$s.log, npz/%3$s_final_state.npz"
        .formatted(why, directory, run());
  }
}
