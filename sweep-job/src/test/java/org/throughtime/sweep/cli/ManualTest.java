package org.throughtime.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code help}: the manual, made from the declarations of the commands. */
class ManualTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Main.commandLine(null, null, 100, nowhere, nowhere);
  }

  static Stream<String> commands() {
    return program().getSubcommands().keySet().stream();
  }

  private int call(String... words) {
    OptionalInt over = Main.check(words, new PrintWriter(out, true), new PrintWriter(err, true));
    return over.orElseThrow(() -> new AssertionError("left for Spark: " + String.join(" ", words)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAPageLikeAManPage(String name) {
    assertEquals(0, call("help", name));
    String page = out.toString();
    List<String> sections = page.lines().filter(line -> line.matches("[A-Z].*")).toList();
    assertEquals(
        List.of(
            "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"),
        sections);
    CommandSpec command = program().getSubcommands().get(name).getCommandSpec();
    command.optionsMap().keySet().forEach(option -> assertTrue(page.contains(option), option));
    page.lines().forEach(line -> assertTrue(line.length() <= ManualPage.WIDTH, line));
    assertFalse(page.contains("%%") || page.contains("\u001b") || page.contains("null"), page);
    assertEquals("", err.toString());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsACallOfTheCommand(String name) {
    String[] examples =
        program().getSubcommands().get(name).getCommandSpec().usageMessage().footer();
    assertTrue(examples.length > 0);
    Pattern call = Pattern.compile("\\./submit\\.sh (--master 'local\\[2]' )?" + name + "\\b");
    for (String example : examples) {
      assertTrue(
          call.matcher(example).find()
              || example.startsWith("    ")
              || example.startsWith("source "),
          example);
    }
  }

  @Test
  void aloneItListsEveryCommandInAGroup() {
    assertEquals(0, call("help"));
    String list = out.toString();
    Set<String> listed = new TreeSet<>();
    for (CommandGroup group : CommandGroup.values()) {
      assertTrue(list.contains("\n" + group.title() + "\n"), list);
      assertTrue(Files.exists(Path.of("..", group.document())), group.document());
      listed.addAll(group.commands());
    }
    assertEquals(new TreeSet<>(program().getSubcommands().keySet()), listed);
    listed.forEach(name -> assertTrue(list.contains("\n  " + name + " "), name));
    list.lines().forEach(line -> assertTrue(line.length() <= ManualPage.WIDTH, line));
  }

  @Test
  void anUnknownCommandGetsASuggestion() {
    assertEquals(2, call("help", "statsu"));
    assertEquals("", out.toString());
    assertEquals(
        "there is no command statsu; did you mean status?" + " (see ./submit.sh help --help)\n",
        err.toString());
  }

  @Test
  void anUnknownCommandThatResemblesNoneGetsAllOfThem() {
    assertEquals(2, call("help", "everything"));
    commands().forEach(name -> assertTrue(err.toString().contains(name), err.toString()));
    assertTrue(!err.toString().contains("..."), err.toString());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aPageHasTheExitStatusesThatCanApply(String name) {
    Set<String> statuses =
        program()
            .getSubcommands()
            .get(name)
            .getCommandSpec()
            .usageMessage()
            .exitCodeList()
            .keySet();
    assertTrue(Set.of("0", "1", "2", "130").containsAll(statuses), statuses.toString());
    assertTrue(statuses.containsAll(Set.of("0", "2")), statuses.toString());
    assertEquals(Set.of("help", "completion").contains(name), !statuses.contains("130"));
    assertEquals(0, call("help", name));
    boolean computes = Set.of("run", "train", "certify", "dynamics", "compact").contains(name);
    assertEquals(computes, out.toString().contains("Repeat the command to resume"), out::toString);
    boolean trains = Set.of("run", "train").contains(name);
    assertEquals(trains, out.toString().contains("A run that diverged"), out::toString);
  }

  @Test
  void anOptionWithSeveralValuesSaysSo() {
    assertEquals(0, call("help", "run"));
    assertTrue(out.toString().contains("\n       --only=NAME[,NAME...]\n"), out::toString);
  }

  @Test
  void theScriptKnowsTheSameOptionsOfSparkSubmit() throws IOException {
    String script = Files.readString(Path.of("..", "submit.sh"));
    String parse =
        script.substring(
            script.indexOf("\n# ---- The call:"), script.indexOf("unsupported option"));
    Set<String> known = new TreeSet<>();
    Pattern.compile("(?m)^ +((?:-[-\\w]+(?: \\| )?)+)\\)")
        .matcher(parse)
        .results()
        .flatMap(labels -> Stream.of(labels.group(1).split(" \\| ")))
        .filter(option -> option.startsWith("--"))
        .forEach(known::add);
    Set<String> here = new TreeSet<>(SparkSubmitOptions.WITH_VALUE);
    here.addAll(SparkSubmitOptions.SWITCHES);
    assertEquals(known, here);
  }

  /** It answers before anything is built, so it cannot ask the program. */
  @Test
  void theScriptKnowsTheSameCommands() throws IOException {
    String script = Files.readString(Path.of("..", "submit.sh"));
    String usage = script.substring(script.indexOf("<<'USAGE'"), script.indexOf("\nUSAGE"));
    String known =
        script.lines().filter(line -> line.matches(" +run \\| .*\\)")).findFirst().orElseThrow();
    String message =
        script
            .lines()
            .filter(line -> line.contains("there is no command $option"))
            .findFirst()
            .orElseThrow();
    Set<String> commands = new TreeSet<>(program().getSubcommands().keySet());
    assertEquals(commands, new TreeSet<>(List.of(known.replaceAll("[ )]", "").split("\\|"))));
    assertEquals(
        commands, new TreeSet<>(List.of(message.replaceAll(".*known: | \\(.*", "").split(", "))));
    commands.forEach(name -> assertTrue(usage.contains("\n  " + name + " "), name));
  }
}
