package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit.sh} says before it starts anything. */
class SubmitScriptTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path empty;

  @Test
  void namesTheToolsThatAreMissing() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BASH));
    ProcessBuilder call =
        new ProcessBuilder(BASH.toString(), Path.of("..", "submit.sh").toString(), "status", "x");
    call.environment().put("PATH", empty.toString());
    Process script = call.redirectErrorStream(true).start();
    script.getOutputStream().close();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, script.waitFor(), said);
    assertEquals(
        "error: not found in PATH: cat date find head ls mkdir mktemp mv readlink rm sed tail;"
            + " install coreutils, findutils and sed\n",
        said);
  }
}
