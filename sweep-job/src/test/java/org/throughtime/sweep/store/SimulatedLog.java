package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The log of a simulated run: a line at the start, one for each state, and one at the end. */
final class SimulatedLog {
  private SimulatedLog() {}

  /** The log once that many states are committed. */
  static String text(int states) {
    return "start\n" + "state\n".repeat(states);
  }

  /** The log of a run that ended. */
  static byte[] whole() {
    return bytes(text(SimulatedTask.STATES) + "end\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean isWhole(byte[] log) {
    return Arrays.equals(log, whole());
  }

  /** Whether it is the log of a run at some moment. */
  static boolean isOne(byte[] log) {
    for (int i = 0; i <= SimulatedTask.STATES; i++) {
      if (Arrays.equals(log, bytes(text(i)))) {
        return true;
      }
    }
    return isWhole(log);
  }
}
