package org.throughtime.sweep.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.apache.hadoop.service.launcher.IrqHandler;

/**
 * The current width of the terminal. The system signals a change (SIGWINCH). Java cannot read the
 * new width, so this class asks {@code stty}.
 */
final class TerminalWidth implements IntSupplier {
  /** Width of a terminal that does not know its own, and of what is no terminal. */
  static final int USUAL = 80;

  private final AtomicBoolean changed = new AtomicBoolean();
  private int columns;

  /**
   * @param columns width that it had when the program was started
   */
  TerminalWidth(int columns) {
    this.columns = columns;
  }

  /**
   * The width that the system property {@code throughtime.columns} says, or the usual one. A
   * terminal without a size, as some containers have, says 0.
   */
  static int atStart() {
    int columns = Integer.getInteger("throughtime.columns", USUAL);
    return columns > 0 ? columns : USUAL;
  }

  /** One that learns of changes from now on. */
  static TerminalWidth watched(int columns) {
    TerminalWidth width = new TerminalWidth(columns);
    try {
      new IrqHandler("WINCH", data -> width.changed()).bind();
    } catch (IllegalArgumentException e) {
      // this platform has no such signal
    }
    width.changed();
    return width;
  }

  void changed() {
    changed.set(true);
  }

  @Override
  public synchronized int getAsInt() {
    if (changed.getAndSet(false)) {
      columns = ask().orElse(columns);
    }
    return columns;
  }

  /** As submit.sh asked; empty where there is no terminal. */
  private static Optional<Integer> ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return parse(size);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The columns in "ROWS COLUMNS"; empty where a terminal does not know its size. */
  static Optional<Integer> parse(String size) {
    String[] words = size.strip().split(" ");
    return words.length == 2 && words[1].matches("[1-9][0-9]{0,5}")
        ? Optional.of(Integer.parseInt(words[1]))
        : Optional.empty();
  }
}
