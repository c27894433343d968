package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.throughtime.sweep.report.pdf.PdfWriter;

/** A test of commands that draw what a sweep left: they run nothing and ask nothing. */
abstract class DrawingCommandTest {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @BeforeAll
  static void fonts() {
    assumeTrue(PdfWriter.possible(), "Java finds no font on this machine");
  }

  final int execute(String... args) {
    return Main.commandLine(
            (plan, directory, fresh) -> {
              throw new AssertionError("the command runs nothing");
            },
            (loss, option) -> {
              throw new AssertionError("the command asks nothing");
            },
            100,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(args);
  }
}
