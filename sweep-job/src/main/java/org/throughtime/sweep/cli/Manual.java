package org.throughtime.sweep.cli;

import java.io.PrintWriter;

/** Starts {@code help} and {@code completion}, which do not need Spark. */
public final class Manual {
  private Manual() {}

  /** Runs the command that the arguments name, and ends the JVM with its exit status. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(Main.check(args, out, err).orElse(ExitStatus.OK));
  }
}
