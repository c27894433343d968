package org.throughtime.sweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.throughtime.model.train.RunFlags;

/** A sweep file that somebody has got wrong, in a few places at random. */
final class MutatedSweep {
  private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z_])-?[0-9]*\\.?[0-9]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern VALUE = Pattern.compile("(?<==)[^,}\\]\\n]+");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "-0.0",
          "1e400",
          "-1e400",
          "1e-400",
          "NaN",
          "Infinity",
          "0x10",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e9",
          "1e1000000000",
          "1e-1000000000",
          "1e99999999999",
          "999999999",
          "4294967295",
          "1.",
          ".5",
          "1_000",
          "1,000",
          "50 000",
          "5e",
          "0.1.2",
          "+3",
          "1e308",
          "4.9e-324",
          "8192",
          "8193");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "yes",
          "[]",
          "[1, 2]",
          "[[1], [2]]",
          "{}",
          "{ a = 1 }",
          "\"\"",
          "\" \"",
          "\"\"\"multi\nline\"\"\"",
          "\"\\u0000\"",
          "\"\\u001b[31m\"",
          "\"\\u202e\"",
          "\"\u00e9t\u00e9\"",
          "\"\ud83d\ude00\"",
          "\"a\\nb\"",
          "..",
          ".",
          "../up",
          "/etc/passwd",
          "\"a/b\"",
          "\"-rf\"",
          "\"a b\"",
          "\"{lr}\"",
          "\"{{lr}}\"",
          "\"{\"",
          "\"{nope}\"",
          "\"{name}\"",
          "${x}",
          "${?x}",
          "${defaults.lr}",
          "${defaults}",
          "${runs}",
          "${name}",
          "${HOME}",
          "${?PATH}",
          "mem",
          "MEM",
          "rnn",
          "basic_tanh",
          "reference",
          "'single'",
          "a\\b",
          "10k",
          "1 h",
          "[1, [2, {}], null]",
          "[null]",
          "[\"\", \"\"]",
          "\"" + "n".repeat(300) + "\"");

  private static final List<String> LINES =
      List.of(
          "include \"canonical.conf\"",
          "include \"quick.conf\"",
          "include \"sweep.conf\"",
          "include \"loop.conf\"",
          "include \"nothere.conf\"",
          "include \"../canonical.conf\"",
          "include \"/etc/passwd\"",
          "include url(\"http://127.0.0.1:9/x\")",
          "include file(\"/etc/passwd\")",
          "include classpath(\"reference.conf\")",
          "include required(\"canonical.conf\")",
          "include",
          "include 3",
          "include \"folder\"",
          "runs += {}",
          "runs += { name = A1_mem_rnn_tanh_noclip }",
          "runs = []",
          "runs = null",
          "runs = {}",
          "grid {}",
          "grid { g {} }",
          "grid { g { seed = [1, 2, 2] } }",
          "grid { g { name = \"g{seed}\", seed = [1, 2] } }",
          "grid.a.b.c = 3",
          "grid { \"a.b\" { lr = .1, name = \"odd\" } }",
          "defaults = ${defaults}",
          "defaults = []",
          "defaults { lr = [.1] }",
          "defaults.maxiters = 2147483647",
          "name = ..",
          "name = \"\"",
          "name = [a]",
          "a = ${b}, b = ${a}",
          "x = ${x}",
          "x += ${x}",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\"\"\"",
          "=",
          ",",
          "#",
          "//",
          "\u0000",
          "\ufeff",
          "\ud83d\ude00 = 1",
          "$",
          "${",
          "${?",
          "+=",
          "\\",
          "\r",
          "limits { run = 2h }",
          "grid { g { name = \"g{seed}_{lr}\", seed = "
              + numbers(150)
              + ", lr = "
              + numbers(150)
              + " } }",
          "grid { g { seed = "
              + numbers(500)
              + ", lr = "
              + numbers(500)
              + ", bs = "
              + numbers(500)
              + " } }",
          "[".repeat(3000),
          "{a=".repeat(3000),
          "a=${b}".repeat(50));

  private final Random random;

  MutatedSweep(long seed) {
    this.random = new Random(seed);
  }

  private static String numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      numbers.add(i);
    }
    return numbers.toString();
  }

  /** One of two, with up to four mistakes. */
  String text(List<String> shipped) {
    String text = one(shipped);
    for (int mistakes = 1 + random.nextInt(4); mistakes > 0; mistakes--) {
      text = mutate(text);
    }
    return text;
  }

  /** Options of the call, mostly none. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      options.add("--set");
      options.add(
          one(
                  List.of(
                      "lr",
                      "lrr",
                      "defaults.lr",
                      "runs.A1.lr",
                      "grid",
                      "grid.g.seed",
                      "name",
                      "",
                      "a b",
                      "defaults.\"",
                      "runs",
                      "..",
                      "seed",
                      "maxiters",
                      "ebs"))
              + one(List.of("=", "", "==", "+="))
              + one(random.nextBoolean() ? NUMBERS : VALUES).replace("\u0000", ""));
    }
    if (random.nextInt(6) == 0) {
      options.add("--only");
      options.add(
          one(
              List.of(
                  "A1_mem_rnn_tanh_noclip",
                  "A1",
                  "",
                  ",",
                  "../x",
                  "A1_mem_rnn_tanh_noclip,nope",
                  "g1")));
    }
    if (random.nextInt(4) == 0) {
      options.add("--dry-run");
    }
    return options;
  }

  private String mutate(String text) {
    switch (random.nextInt(12)) {
      case 0, 1:
        return replaceOne(text, NUMBER, old -> one(NUMBERS));
      case 2:
        return replaceOne(text, VALUE, old -> " " + one(VALUES));
      case 3:
        return replaceOne(text, WORD, this::misspelt);
      case 4:
        return replaceOne(text, WORD, old -> one(RunFlags.NAMES));
      case 5, 6:
        return insert(text, "\n" + one(LINES) + "\n");
      case 7:
        int at = random.nextInt(text.length() + 1);
        return random.nextInt(4) == 0
            ? text.substring(0, at)
            : text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
      case 8:
        return insert(
            text, one(List.of("{", "}", "[", "]", "\"", "=", ":", ",", "$", "#", "\n", " ")));
      case 9:
        return insert(text, Character.toString(random.nextInt(Character.MAX_SURROGATE)));
      case 10:
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
          return text;
        }
        String line = one(lines);
        if (random.nextBoolean()) {
          lines.remove(line);
        }
        lines.add(random.nextInt(lines.size() + 1), line);
        return String.join(random.nextBoolean() ? "\n" : "\r\n", lines) + "\n";
      default:
        String flag = one(RunFlags.NAMES);
        String value = random.nextBoolean() ? one(NUMBERS) : one(VALUES);
        return insert(
            text,
            one(List.of("\n", ", ", "\ndefaults.", "\nruns += { ")) + flag + " = " + value + "\n");
    }
  }

  private String misspelt(String word) {
    int at = random.nextInt(word.length());
    return switch (random.nextInt(4)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + "x" + word.substring(at);
      case 2 -> word.toUpperCase(java.util.Locale.ROOT);
      default -> word.replace('_', '-') + "\u00e9";
    };
  }

  private String insert(String text, String what) {
    int at = random.nextInt(text.length() + 1);
    int line = text.indexOf('\n', at);
    int where = random.nextBoolean() || line < 0 ? at : line;
    return text.substring(0, where) + what + text.substring(where);
  }

  private String replaceOne(String text, Pattern pattern, UnaryOperator<String> change) {
    List<MatchResult> matches = pattern.matcher(text).results().toList();
    if (matches.isEmpty()) {
      return text;
    }
    MatchResult match = one(matches);
    return text.substring(0, match.start())
        + change.apply(match.group())
        + text.substring(match.end());
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
