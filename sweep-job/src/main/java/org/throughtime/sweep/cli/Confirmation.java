package org.throughtime.sweep.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.throughtime.sweep.config.value.ConfigurationException;

/** Asks before something is lost. */
@FunctionalInterface
interface Confirmation {
  /**
   * Returns where the answer is yes.
   *
   * @param loss what would be lost, as the beginning of a line
   * @param option that says yes beforehand
   * @throws ConfigurationException where the answer is no, or there is nobody to ask
   */
  void require(String loss, String option);

  /** Asks on the terminal of this process, if it has one. */
  static Confirmation onTerminal(boolean terminal, PrintWriter out) {
    return (loss, option) -> {
      Console console = terminal ? System.console() : null;
      if (console == null) {
        throw new ConfigurationException(
            loss + "; without a terminal, add " + option + " to confirm");
      }
      out.print(loss + "; continue? [y/N] ");
      out.flush();
      String answer = console.readLine();
      if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
        throw new ConfigurationException(loss + ": nothing was done");
      }
    };
  }
}
