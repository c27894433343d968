package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.task.Tasks;

/** {@code completion}: the script, as a shell runs it when somebody presses Tab. */
class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("results/quick"));
    Files.createDirectories(folder.resolve("conf"));
    Files.createFile(folder.resolve("conf/quick.conf"));
  }

  private static String script(String shell) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] call = {"completion", shell};
    OptionalInt over = Main.check(call, new PrintWriter(out, true), new PrintWriter(err, true));
    assertEquals(OptionalInt.of(0), over, err.toString());
    return out.toString();
  }

  /** Where the shell is installed. */
  private static Path shell(String name) {
    List<Path> found =
        Stream.of("/bin", "/usr/bin", "/usr/local/bin")
            .map(bin -> Path.of(bin, name))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), name + " is not installed");
    return found.get(0);
  }

  /** What a shell offers for the last of some words, which may be begun only. */
  private Set<String> offered(String shell, String... words) throws Exception {
    Path path = shell(shell);
    Files.writeString(folder.resolve("completion"), script(shell));
    String quoted = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    String last = "'" + words[words.length - 1] + "'";
    // As its bashcompinit calls the function: it lists all candidates, and zsh drops the others.
    String zsh =
        shell.equals("zsh") ? "emulate sh\nsetopt kshglob braceexpand\nPREFIX=" + last + "\n" : "";
    String press =
        zsh
            + "source ./completion\nCOMP_WORDS=(./submit.sh "
            + quoted
            + ")\nCOMP_CWORD="
            + words.length
            + "\nCOMP_LINE='./submit.sh "
            + String.join(" ", words)
            + "'\nCOMP_POINT=${#COMP_LINE}\n"
            + "_complete_submit ./submit.sh\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    Process process =
        new ProcessBuilder(path.toString(), "-c", press)
            .directory(folder.toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    process.getOutputStream().close();
    String offers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return offers
        .lines()
        .map(String::strip)
        .filter(offer -> zsh.isEmpty() || offer.startsWith(words[words.length - 1]))
        .filter(l -> !l.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void commandsAreCompleted(String shell) throws Exception {
    assertEquals(Set.of("status", "sql", "submission"), offered(shell, "s"));
    Set<String> all = offered(shell, "");
    assertTrue(all.containsAll(ManualTest.commands().toList()), all.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void optionsOfTheCommandAreCompleted(String shell) throws Exception {
    assertEquals(Set.of("--dry-run"), offered(shell, "run", "conf/quick.conf", "--dr"));
    assertEquals(Set.of("--lrSchedule"), offered(shell, "train", "--lrS"));
    assertEquals(Set.of("--verify"), offered(shell, "digest", "results/quick", "--v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void filesAndDirectoriesAreCompleted(String shell) throws Exception {
    assertEquals(Set.of("conf/quick.conf"), offered(shell, "run", "conf/q"));
    assertEquals(Set.of("results/quick"), offered(shell, "status", "results/"));
    assertEquals(Set.of("results"), offered(shell, "sql", "res"));
    assertEquals(Set.of("results"), offered(shell, "run", "conf/quick.conf", "--out", "res"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void onlyPathsThatTheArgumentCanBeAreOffered(String shell) throws Exception {
    Files.createFile(folder.resolve("conf/notes.md"));
    Files.createFile(folder.resolve("results/notes.md"));
    Set<String> directories = Set.of("conf", "results");
    assertEquals(Set.of("conf/quick.conf"), offered(shell, "run", "conf/"));
    assertEquals(directories, offered(shell, "run", ""));
    assertEquals(Set.of("results/quick"), offered(shell, "status", "results/"));
    assertEquals(directories, offered(shell, "sql", ""));
    assertEquals(directories, offered(shell, "run", "conf/quick.conf", "--out", ""));
    assertEquals(directories, offered(shell, "submission", "results/quick", "--to", ""));
    assertEquals(Set.of("conf/notes.md"), offered(shell, "sql", "--file", "conf/n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void optionsOfSparkSubmitAreCompletedBeforeTheCommand(String shell) throws Exception {
    assertEquals(Set.of("--master"), offered(shell, "--mas"));
    assertEquals(Set.of("local[*]", "local[2]"), offered(shell, "--master", "lo"));
    assertEquals(Set.of("--deploy-mode"), offered(shell, "--master", "local[2]", "--depl"));
    assertEquals(Set.of("cluster"), offered(shell, "--deploy-mode", "=", "clu"));
    assertEquals(Set.of("run", "report"), offered(shell, "--master", "local[2]", "r"));
    assertEquals(
        Set.of("conf/quick.conf"),
        offered(shell, "--conf", "a.b", "=", "run", "--verbose", "run", "conf/q"));
    assertEquals(
        Set.of("--dry-run"), offered(shell, "--master", "yarn", "run", "conf/quick.conf", "--dr"));
    // A value may be the name of a command.
    assertEquals(Set.of("status"), offered(shell, "--queue", "run", "sta"));
    assertEquals(Set.of(), offered(shell, "--queue", "ru"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void namedQueriesAreCompleted(String shell) throws Exception {
    Files.createDirectories(folder.resolve("conf/queries"));
    Files.createFile(folder.resolve("conf/queries/who-vanishes.sql"));
    Files.createFile(folder.resolve("conf/queries/slowest.sql"));
    assertEquals(Set.of("@who-vanishes"), offered(shell, "sql", "results/quick", "@w"));
    assertEquals(Set.of("@who-vanishes", "@slowest"), offered(shell, "sql", "results/quick", "@"));
    assertEquals(
        Set.of("@slowest"), offered(shell, "--master", "local[2]", "sql", "results/quick", "@s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void valuesOfFlagsAreCompleted(String shell) throws Exception {
    assertEquals(Set.of("torder", "torder3"), offered(shell, "train", "--task", "to"));
    assertEquals(Set.copyOf(Tasks.NAMES), offered(shell, "train", "--task", ""));
    assertEquals(Set.of("rescale"), offered(shell, "train", "--model", "gru", "--clipstyle", "r"));
    assertEquals(Set.of("immediate"), offered(shell, "train", "--omegaGradient", "i"));
    assertEquals(Set.of("table", "csv", "json"), offered(shell, "sql", "results", "--format", ""));
    assertEquals(Set.of("csv"), offered(shell, "sql", "--format", "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void namesOfRunsAreCompleted(String shell) throws Exception {
    Files.createDirectories(folder.resolve("results/quick/logs"));
    for (String run : List.of("A1_mem", "A2.mem", "B1-mul")) {
      Files.createFile(folder.resolve("results/quick/logs/" + run + ".log"));
    }
    assertEquals(
        Set.of("A1_mem", "A2.mem"), offered(shell, "certify", "results/quick", "--run", "A"));
    assertEquals(
        Set.of("A1_mem", "A2.mem", "B1-mul"),
        offered(shell, "--master", "local[2]", "dynamics", "results/quick", "--run", ""));
    assertEquals(
        Set.of("A1_mem,B1-mul"), offered(shell, "certify", "results/quick", "--run", "A1_mem,B"));
    assertEquals(
        Set.of("B1-mul"),
        offered(shell, "certify", "--lengths", "10,20", "results/quick", "--run", "B"));
    assertEquals(Set.of(), offered(shell, "certify", "--run", "A"));
    // run names the sweep file, whose results have its name.
    assertEquals(
        Set.of("A1_mem", "A2.mem"), offered(shell, "run", "conf/quick.conf", "--only", "A"));
    assertEquals(Set.of(), offered(shell, "run", "conf/none.conf", "--only", "A"));
  }

  /** As bash makes words of an equals sign. */
  @Test
  void bashCompletesANameOfARunBehindAnEqualsSign() throws Exception {
    Files.createDirectories(folder.resolve("results/quick/logs"));
    Files.createFile(folder.resolve("results/quick/logs/A1.log"));
    assertEquals(Set.of("A1"), offered("bash", "certify", "results/quick", "--run", "="));
    assertEquals(Set.of("A1"), offered("bash", "certify", "results/quick", "--run", "=", "A"));
  }

  /** As bash makes words of an @. */
  @Test
  void bashCompletesAQueryBehindItsAt() throws Exception {
    Files.createDirectories(folder.resolve("conf/queries"));
    Files.createFile(folder.resolve("conf/queries/slowest.sql"));
    assertEquals(Set.of("@slowest"), offered("bash", "sql", "results/quick", "@", "sl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void namesOfCommandsAndShellsAreCompleted(String shell) throws Exception {
    assertEquals(Set.of("status", "sql", "submission"), offered(shell, "help", "s"));
    assertEquals(Set.of("bash", "zsh"), offered(shell, "completion", ""));
  }

  @Test
  void bashUsesTheScriptForEveryPathOfSubmitSh() {
    assertTrue(script("bash").matches("(?s).*\\ncomplete -F \\S+ .* submit\\.sh .*"));
  }

  @Test
  void anotherShellIsRefused() {
    StringWriter err = new StringWriter();
    PrintWriter both = new PrintWriter(err, true);
    assertEquals(OptionalInt.of(2), Main.check(new String[] {"completion", "fish"}, both, both));
    assertEquals(
        "there is no script for fish; did you mean bash?"
            + " (see ./submit.sh completion --help)\n",
        err.toString());
  }
}
