package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

/** Whatever stands in a sweep file, it is a plan or one line of complaint. */
class MutatedSweepsTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final List<String> SHIPPED =
      List.of("canonical.conf", "quick.conf", "temporal-order.conf", "adaptive.conf");

  private static final List<String> TEXTS = new ArrayList<>();
  private static int refused;
  private static int planned;
  private static Path folder;
  private static List<Path> before;

  @BeforeContainer
  static void copyShipped() throws IOException {
    folder = Files.createTempDirectory("mutated");
    Files.createDirectory(folder.resolve("folder"));
    for (String name : SHIPPED) {
      Files.copy(CONF.resolve(name), folder.resolve(name));
      TEXTS.add(Files.readString(CONF.resolve(name)));
    }
    Files.writeString(folder.resolve("loop.conf"), "include \"sweep.conf\"\n");
    Files.writeString(folder.resolve("sweep.conf"), "");
    before = files();
  }

  @AfterContainer
  static void delete() throws IOException {
    // Mutants that are all refused, or all fine, would show little.
    assertTrue(planned > 100 && refused > 500, planned + " planned, " + refused + " refused");
    for (Path file : Stream.concat(files().stream(), Stream.of(folder)).toList()) {
      Files.deleteIfExists(file);
    }
  }

  /** The seed that failed is in the report; the same text comes of it again. */
  @Property(tries = 2500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isAPlanOrOneLine(@ForAll long seed) throws IOException {
    MutatedSweep sweep = new MutatedSweep(seed);
    String text = sweep.text(TEXTS);
    Path file = folder.resolve("sweep.conf");
    Files.writeString(file, text.replaceAll("[\ud800-\udfff]", "?"));
    List<String> arguments =
        new ArrayList<>(List.of("run", file.toString(), "--out", folder + "/out"));
    arguments.addAll(sweep.options());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<SweepPlan> plans = new ArrayList<>();
    SweepRunner runner =
        (plan, directory, fresh) -> {
          plans.add(plan);
          return List.of(Status.FINISHED);
        };
    String of = "seed " + seed + ", " + arguments + " of\n" + text + "\n";
    int status;
    try {
      status =
          Main.commandLine(
                  runner,
                  (loss, option) -> {},
                  100,
                  new PrintWriter(out, true),
                  new PrintWriter(err, true))
              .execute(arguments.toArray(String[]::new));
    } catch (Throwable e) {
      throw new AssertionError(of, e);
    }
    if (status == 0) {
      planned++;
      assertEquals(arguments.contains("--dry-run") ? 0 : 1, plans.size(), of);
      err.toString().lines().forEach(line -> assertTrue(line.startsWith("warning: "), of + line));
    } else {
      refused++;
      assertEquals(2, status, of + err);
      assertEquals(List.of(), plans, of);
      assertOneLine(err.toString(), of);
    }
    assertEquals(before, files(), of);
  }

  private static void assertOneLine(String said, String of) {
    assertTrue(said.endsWith(System.lineSeparator()), of + said);
    String line = said.substring(0, said.length() - System.lineSeparator().length());
    assertTrue(line.length() > 10 && line.length() <= 1100, of + line);
    assertFalse(line.codePoints().anyMatch(Character::isISOControl), of + line);
    assertFalse(line.contains("Exception") || line.contains("com.typesafe"), of + line);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
  }
}
