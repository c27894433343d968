package org.throughtime.sweep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.sweep.config.value.ConfigurationException;

/** Every mistake in a sweep file is one line that says where it is and what would be right. */
class SweepConfigErrorsTest {
  @TempDir private Path folder;

  /** A file, and the message without the folder; "F" stands for the file's path. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        wrong(
            "runs = [\n  { task = mem }\n]\nsedd = 3\n",
            "F:4: a sweep file has no key sedd; known: name, defaults, limits, stop-when,"
                + " search, runs, grid"),
        wrong(
            "limits { runs = 2h }\nruns = [ {} ]\n",
            "F:1: there is no limit runs; did you mean run?"),
        wrong(
            "limits { run = 2 }\nruns = [ {} ]\n",
            "F:1: limits.run = 2: must be none, or a time above 0 with its unit: 90s, 30m, 2h, 1d"),
        wrong(
            "limits { sweep = -2h }\nruns = [ {} ]\n",
            "F:1: limits.sweep = -2h: must be none, or a time above 0 with its unit: 90s, 30m, 2h,"
                + " 1d"),
        wrong("limits = 2h\nruns = [ {} ]\n", "F:1: limits must be an object: limits { ... }"),
        wrong("run = [ { task = mem } ]\n", "F:1: a sweep file has no key run; did you mean runs?"),
        wrong(
            "name = x\ndefaults { task = torder\nruns = [ { lr = .1 } ]\n",
            "F:4: the file ends inside of a block; close it with }"),
        wrong(
            "runs = [\n  {\n    task = mem\n    nhdi = 5\n  }\n]\n",
            "F:4: there is no flag nhdi; did you mean nhid?"),
        wrong(
            "defaults { learning = 1 }\nruns = [ {} ]\n",
            "F:1: there is no flag learning; known: name, task, memvalues, mempos, memall,"
                + " marks, min_length, max_length, lengthSchedule, model, init, nhid, optimizer, ..."),
        wrong(
            "grid { a {\n  lr = [.1, .2]\n  max-length = 3\n} }\n",
            "F:3: there is no flag max-length; did you mean max_length?"),
        wrong(
            "runs = [\n  { nhid = fifty }\n]\n",
            "F:2: nhid = fifty: must be a whole number of at most 2147483647"),
        wrong(
            "runs = [ { nhid = 2.5 } ]\n",
            "F:1: nhid = 2.5: must be a whole number of at most 2147483647"),
        wrong("runs = [ { lr = fast } ]\n", "F:1: lr = fast: must be a finite number"),
        wrong(
            "runs = [ { cutoff = 1e400 } ]\n",
            "F:1: cutoff = 1e400: must be a finite number, and of 4.9e-324 to 1.8e308 in size, as a"
                + " double holds it"),
        wrong(
            "runs = [ { lr = 1e-400 } ]\n",
            "F:1: lr = 1e-400: must be a finite number above 0, and of 4.9e-324 to 1.8e308 in size,"
                + " as a double holds it"),
        wrong(
            "runs = [ { collectDiags = yes } ]\n",
            "F:1: collectDiags = yes: must be true or false"),
        wrong("runs = [\n  { lr = null } ]\n", "F:2: lr = null: give it a value or leave it out"),
        wrong("runs = [ { lr { x = 1 } } ]\n", "F:1: lr is an object: must be a single value"),
        wrong(
            "runs = [ { seed = [1, 2] } ]\n",
            "F:1: seed is a list: must be a single value; lists multiply in grid blocks only"),
        wrong(
            "\ndefaults { seed = [1, 2] }\nruns = [ {} ]\n",
            "F:2: seed is a list: must be a single value; lists multiply in grid blocks only"),
        wrong(
            "runs = [ { task = memo } ]\n",
            "F:1: task = memo: must be one of torder, torder3, add, mul, perm, mem, parity"),
        wrong(
            "defaults {\n  lr = -1\n}\nruns = [ {} ]\n",
            "F:2: lr = -1.0: must be a finite number above 0"),
        wrong(
            "grid { a {\n  lr = [\n    .1\n    0\n  ]\n  name = \"x_{lr}\" } }\n",
            "F:4: lr = 0.0: must be a finite number above 0"),
        wrong(
            "runs = [\n  {},\n  { max_length = 40 }\n]\n",
            "F:3: max_length = 40: must be from min_length (50) to 1000000"),
        wrong(
            "runs = [\n  { min_length = 300 }\n]\n",
            "F:2: max_length = 200: must be from min_length (300) to 1000000"),
        wrong(
            "runs = [\n  { name = A, seed = 1 }\n  { name = A, seed = 2 }\n]\n",
            "F:3: name A is taken, by the run at F:2; give every run a name of its own"),
        wrong(
            "runs = [\n  { lr = .1 }\n  { lr = .2 }\n]\n",
            "F:3: name mem_rnn_basic_tanh_s52 is taken, by the run at F:2; give every run a name of"
                + " its own"),
        wrong(
            "runs = [ { name = A_s1 } ]\ngrid {\n  g { name = \"A_s{seed}\", seed = [1, 2] }\n}\n",
            "F:3: name A_s1 is taken, by the run at F:1; remove the duplicate value"),
        wrong(
            "grid { g {\n  name = \"T_a{alpha}\"\n  alpha = [1, 2]\n  lr = [.1, .2]\n"
                + "  seed = [1, 2]\n} }\n",
            "F:2: several runs would have the name T_a1; put {lr} and {seed} into the name"),
        wrong(
            "grid {\n  cells {\n  model = [rnn, gru]\n  cutoff = [1, .5]\n  seeds = [1, 2]\n"
                + "  bs = [20]\n} }\n",
            "F:2: several runs would have the name mem_rnn_basic_tanh_s1; write name ="
                + " \"{model}_cutoff{cutoff}_seed{seed}\" into grid.cells"),
        wrong(
            "name = s\n\ntask = torder\nmodel = [rnn, gru]\ncutoff = 1\nmaxiters = 9\nseeds = [1]\n",
            "F:3: task, model, cutoff, maxiters, seeds are flags of runs: write single values into"
                + " defaults { }, lists into grid { NAME { } }"),
        wrong(
            "runs = [ {} ]\nlr = 1\nruns_ = 2\n",
            "F:2: lr is a flag of runs: write single values into defaults { }, lists into grid {"
                + " NAME { } }"),
        wrong(
            "runs = [ {} ]\nzruns = 2\naruns = 3\n",
            "F:2: a sweep file has no key zruns; did you mean runs?"),
        wrong(
            "name = s\ngrid.cutoff = [1, .5]\ngrid.seeds = [1, 2]\n",
            "F:2: grid.cutoff: a block has a name; write grid { NAME { cutoff = ..., seeds = ... } }"),
        wrong(
            "search { random {\n  draws = 3\n  lr { uniform = [1, 2] } } }\n",
            "F:2: search.random.draws: a block has a name; write search.random { NAME { draws = ...,"
                + " lr = ... } }"),
        wrong(
            "grid { g {\n  name = \"s{seed}\"\n  seed = [1, 1]\n} }\n",
            "F:2: several runs would have the name s1; remove the duplicate value"),
        wrong(
            "runs = [\n  { name = \"a b\" }\n]\n",
            "F:2: name = a b: must be made of A-Z a-z 0-9 . _ -, not starting with . or -, at most"
                + " 200 characters"),
        wrong(
            "runs = [\n  { name = ../a }\n]\n",
            "F:2: name = ../a: must be made of A-Z a-z 0-9 . _ -, not starting with . or -, at most"
                + " 200 characters"),
        wrong(
            "grid { g {\n  name = \"s{sed}\"\n  seed = [1, 2]\n} }\n",
            "F:2: name = s{sed}: there is no flag sed to fill in; did you mean seed?"),
        wrong(
            "grid { g { name = [a, b] } }\n",
            "F:1: grid.g.name is a list: must be one template with {FLAG} in it"),
        wrong(
            "name = ../up\nruns = [ {} ]\n",
            "F:1: name = ../up: must be made of A-Z a-z 0-9 . _ -, not starting with . or -, at most"
                + " 200 characters"),
        wrong(
            "name = a\ngrid { }\n",
            "F:2: grid is empty: must hold a block, grid { NAME { FLAG =" + " [...] } }"),
        wrong("grid {\n  g { }\n}\n", "F:2: grid.g is empty: give it flags, or leave it out"),
        wrong(
            "grid { g {\n  seed = []\n} }\n",
            "F:2: grid.g.seed = []: must have at least one value"),
        wrong(
            "grid { g {\n  seeds = 52\n} }\n",
            "F:2: grid.g.seeds: must be a list: seeds = [52, 53, 54]"),
        wrong(
            "grid { g {\n  seeds = []\n} }\n",
            "F:2: grid.g.seeds = []: must have at least one value"),
        wrong(
            "grid { g {\n  seed = 1\n  seeds = [1, 2]\n} }\n",
            "F:3: grid.g.seeds: the block has seed too; must be one of the two"),
        wrong(
            "grid { g {\n  name = null\n  seeds = [1, 2]\n} }\n",
            "F:2: name = null: give it a value or leave it out"),
        wrong("runs = [\n  { seeds = [1] } ]\n", "F:2: there is no flag seeds; did you mean seed?"),
        wrong(
            "stop-when { metric = error }\nruns = [ {} ]\n",
            "F:1: stop-when.metric = error: must be one of valid_error, best_valid_error,"
                + " valid_nll, train_nll, hold"),
        wrong(
            "stop-when {\n  runs = 2 }\nruns = [ {} ]\n",
            "F:2: stop-when has no metric: must be one of valid_error, best_valid_error,"
                + " valid_nll, train_nll, hold"),
        wrong(
            "stop-when {\n  metric = valid_nll\n  runs = 2 }\nruns = [ {} ]\n",
            "F:3: stop-when.runs = 2: must be a whole number 1 to 1"),
        wrong(
            "stop-when { metrik = valid_nll }\nruns = [ {} ]\n",
            "F:1: stop-when has no key metrik; did you mean metric?"),
        wrong(
            "stop-when { metric = valid_nll, below = low }\nruns = [ {} ]\n",
            "F:1: stop-when.below = low: must be a finite number"),
        wrong(
            "stop-when { metric = hold }\nruns = [ { name = A, holdLengths = \"50\" } ]\n",
            "F:1: stop-when.metric = hold: also write at-least = BOUND"),
        wrong(
            "stop-when { metric = hold\n  below = 9 }\nruns = [ { name = A, holdLengths = \"50\" } ]\n",
            "F:2: stop-when.below: of hold, higher values are better; write at-least = BOUND"),
        wrong(
            "stop-when { metric = valid_nll\n  at-least = 9 }\nruns = [ {} ]\n",
            "F:2: stop-when.at-least: of valid_nll, lower values are better; write below = BOUND"),
        wrong(
            "stop-when { metric = hold, at-least = 9 }\nruns = [ { name = A, holdLengths = \"50\", holdFreq = 40 } ]\n",
            "F:1: stop-when.metric = hold: run A measures it every 40 iterations, and has a checkpoint every 20; set holdFreq = 1"),
        wrong(
            "stop-when = 3\nruns = [ {} ]\n",
            "F:1: stop-when must be an object: stop-when { ... }"),
        wrong(
            "search { grids { } }\nruns = [ {} ]\n",
            "F:1: search has no key grids; known: latin, random, tpe, halving, median, threshold"),
        wrong(
            "search { halving { rungs = 20 } }\nruns = [ {} ]\n",
            "F:1: search.halving.rungs: must be a list of iterations"),
        wrong(
            "search { halving {\n  rungs = [100, 50] } }\nruns = [ {} ]\n",
            "F:2: search.halving.rungs = 50: must be a whole number of at least 101"),
        wrong(
            "search { halving { rungs = [20] } }\nruns = [ { name = A } ]\n",
            "F:1: search.halving.rungs: 20: must be above checkFreq (20) and below maxiters (20000)"
                + " of run A"),
        wrong(
            "search { halving { rungs = [100], eta = 1 } }\nruns = [ {} ]\n",
            "F:1: search.halving.eta = 1: must be a whole number of at least 2"),
        wrong(
            "search { median { rungs = [20] } }\nruns = [ { name = A } ]\n",
            "F:1: search.median.rungs: 20: must be above checkFreq (20) and below maxiters (20000)"
                + " of run A"),
        wrong(
            "search { median { rungs = [100], metric = none } }\nruns = [ {} ]\n",
            "F:1: search.median.metric = none: must be one of valid_error, best_valid_error,"
                + " valid_nll, train_nll, hold"),
        wrong(
            "search { median { rungs = [100], eta = 2 } }\nruns = [ {} ]\n",
            "F:1: search.median has no key eta; known: rungs, metric"),
        wrong(
            "search { halving { rungs = [100] }\n  median { rungs = [100] } }\nruns = [ {} ]\n",
            "F:2: search.median.rungs: must be [] where search.halving has rungs (F:1)"),
        wrong(
            "search { threshold { rungs = [100], above = high } }\nruns = [ {} ]\n",
            "F:1: search.threshold.above = high: must be a finite number"),
        wrong(
            "search { threshold { rungs = [100], below = 2 } }\nruns = [ {} ]\n",
            "F:1: search.threshold.below: of valid_error, lower values are better; write above ="
                + " BOUND"),
        wrong(
            "search { threshold { rungs = [100], beyond = 2 } }\nruns = [ {} ]\n",
            "F:1: search.threshold has no key beyond; known: rungs, metric, above, below"),
        wrong(
            "search { threshold { rungs = [100]\n  metric = hold } }\nruns = [ {} ]\n",
            "F:2: search.threshold.metric = hold: also write below = BOUND"),
        wrong(
            "search { halving { rungs = [100]\n  metric = hold } }\nruns = [ { name = A } ]\n",
            "F:2: search.halving.metric = hold: run A does not measure it; set holdLengths, as in"
                + " holdLengths = \"50,100,1000\""),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2, metric = hold, name = t\n  lr { uniform = [1, 2] } } } }\n",
            "F:2: search.tpe.t.metric = hold: run t_d1 does not measure it; set holdLengths, as in holdLengths = \"50,100,1000\""),
        wrong(
            "search { median { rungs = [100] }\n  threshold { rungs = [100] } }\nruns = [ {} ]\n",
            "F:2: search.threshold.rungs: must be [] where search.median has rungs (F:1)"),
        wrong(
            "search { tpe { } }\n",
            "F:1: search.tpe is empty: must hold a block, tpe { NAME { draws = ... } }"),
        wrong(
            "search { tpe { t {\n  draws = 3 } } }\n",
            "F:1: search.tpe.t has no batch: must have draws, batch and metric"),
        wrong(
            "search { tpe { t {\n  batch = 3 } } }\n",
            "F:1: search.tpe.t has no draws: must say how many"),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2, metric = valid_nll, name = t\n  gamma = 1, lr { uniform = [1, 2] } } } }\n",
            "F:3: search.tpe.t.gamma = 1.0: must be above 0 and below 1"),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2\n  metric = none } } }\n",
            "F:3: search.tpe.t.metric = none: must be one of valid_error, best_valid_error, valid_nll, train_nll, hold"),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2, metric = valid_nll, name = t\n  bs = 3 } } }\n",
            "F:1: search.tpe.t draws nothing: must have a flag as lr = { log-uniform = [.001, .1] }"),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2, metric = valid_nll\n  name = \"t{lr}\"\n  lr { uniform = [1, 2] } } } }\n",
            "F:3: search.tpe.t.name shows {lr}, which depends on results: must be a name without it; use {draw} to distinguish draws"),
        wrong(
            "runs = [ { name = t_d7 } ]\nsearch { tpe { t {\n  draws = 9, batch = 2, metric = valid_nll, name = t\n  lr { uniform = [1, 2] } } } }\n",
            "F:3: name t_d7 is taken, by the run at F:1; remove the duplicate value"),
        wrong(
            "search { tpe { t {\n  draws = 9, batch = 2, metric = valid_nll, name = t\n  lr { uniform = [0, 2] } } } }\n",
            "F:3: lr = 0.0: must be a finite number above 0"),
        wrong(
            "search { halving { rungs = [300] }\n tpe { t {\n  draws = 9, startup = 1, batch = 2, metric = valid_nll, name = t\n  maxiters { uniform = [200, 9000] } } } }\n",
            "F:1: search.halving.rungs: 300: must be above checkFreq (20) and below maxiters (200) of run t_d1"),
        wrong(
            "search { random { } }\nruns = [ {} ]\n",
            "F:1: search.random is empty: must hold a block, random { NAME { draws = ... } }"),
        wrong(
            "search { random { r {\n  lr { uniform = [1, 2] } } } }\n",
            "F:1: search.random.r has no draws: must say how many"),
        wrong(
            "search { random { r {\n  draws = 3 } } }\n",
            "F:1: search.random.r draws nothing: must have a flag as lr = { log-uniform = [.001, .1] }"),
        wrong(
            "search { random { r {\n  draws = 3\n  lr { unifrom = [1, 2] } } } }\n",
            "F:3: search.random.r.lr has no key unifrom; did you mean uniform?"),
        wrong(
            "search { random { r {\n  draws = 3\n  lr { uniform = [2, 1] } } } }\n",
            "F:3: search.random.r.lr.uniform: the first number must be below the second"),
        wrong(
            "search { random { r {\n  draws = 3\n  lr { log-uniform = [0, 1] } } } }\n",
            "F:3: search.random.r.lr.log-uniform: numbers must be above 0 to have logarithms"),
        wrong(
            "search { random { r {\n  draws = 3\n  nhid { uniform = [1.5, 3] } } } }\n",
            "F:3: search.random.r.nhid.uniform: must be whole numbers, as the flag's values are"),
        wrong(
            "search { random { r {\n  draws = 3\n  init { uniform = [1, 3] } } } }\n",
            "F:3: search.random.r.init.uniform: its values are no numbers; must be a choice"),
        wrong(
            "search { random { r {\n  draws = 3\n  init { choice = [] } } } }\n",
            "F:3: search.random.r.init.choice: must be a list of values"),
        wrong(
            "search { random { r {\n  draws = 3\n  lr { uniform = [1, 2], when { clip = 3 } } } } }\n",
            "F:3: there is no flag clip; did you mean clipstyle?"),
        wrong(
            "search { random { r {\n  draws = 3\n  bs = [1, 2]\n  lr { uniform = [1, 2], when { bs = 2"
                + " } } } } }\n",
            "F:4: search.random.r.lr.when.bs: bs is a list here; must be a choice"),
        wrong(
            "search { random { r {\n  draws = 3\n  nhdi = 3\n  lr { uniform = [1, 2] } } } }\n",
            "F:3: there is no flag nhdi; did you mean nhid?"),
        wrong("grid { g = 3 }\n", "F:1: grid.g must be an object: grid.g { ... }"),
        wrong("grid = 3\n", "F:1: grid must be an object: grid { ... }"),
        wrong("defaults = 3\nruns = [ {} ]\n", "F:1: defaults must be an object: defaults { ... }"),
        wrong("runs { }\n", "F:1: runs must be a list: runs = [ { ... }, { ... } ]"),
        wrong(
            "runs = [\n  A1\n]\n", "F:2: a run must be an object: { name = ..., task = ..., ... }"),
        wrong(
            "name = a\n", "F:1: there is nothing to run; must have a list runs or a block in grid"),
        wrong(
            "runs = []\n",
            "F:1: there is nothing to run; must have a list runs or a block in grid"),
        wrong(
            "name = a\nruns = [ { lr = ${nothing.here} } ]\n",
            "F:2: Could not resolve substitution to a value: ${nothing.here}"));
  }

  private static Arguments wrong(String file, String message) {
    return Arguments.of(file, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isToldInOneLine(String text, String expected) throws IOException {
    Path file = write("sweep.conf", text);
    assertEquals(expected.replaceAll("\\bF(?=:\\d)", file.toString()), message(file));
  }

  @ParameterizedTest
  @MethodSource("unparsable")
  void isToldWhereItCannotBeParsed(String text, int line) throws IOException {
    Path file = write("sweep.conf", text);
    String message = message(file);
    assertTrue(message.startsWith(file + ":" + line + ": "), message);
    assertFalse(message.contains("\n"), message);
  }

  static Stream<Arguments> unparsable() {
    return Stream.of(
        Arguments.of("name = a\nruns = [ { lr = 1 }\n", 3),
        Arguments.of("name = a\nruns = [ { name = a:b } ]\n", 2),
        Arguments.of("name = a\n}\n", 2),
        Arguments.of("= 3\n", 1));
  }

  @Test
  void isToldWhereAnIncludedFileHoldsTheMistake() throws IOException {
    Path included = write("base.conf", "defaults {\n  nhid = 0\n}\n");
    Path file = write("sweep.conf", "include \"base.conf\"\nruns = [ {} ]\n");
    assertEquals(included + ":2: nhid = 0: must be from 1 to 8192", message(file));
  }

  @Test
  void isToldWhereASubstitutedValueWasWritten() throws IOException {
    Path file = write("sweep.conf", "defaults { bs = 0 }\nruns = [ { bs = ${defaults.bs} } ]\n");
    assertEquals(file + ":1: bs = 0: must be at least 1", message(file));
  }

  @Test
  void refusesAnIncludedFileThatIsNotThere() throws IOException {
    for (String include : List.of("\"bsae.conf\"", "required(\"bsae.conf\")")) {
      Path file = write("sweep.conf", "include " + include + "\nruns = [ {} ]\n");
      assertEquals(
          file
              + ":1: include \"bsae.conf\": there is no such file; must be a path relative to the"
              + " including file",
          message(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "include \"../base.conf\" | \"../base.conf\": leads out of the including file's folder; must be"
            + " a path relative to the including file, without ..",
        "include \"a/../../base.conf\" | \"a/../../base.conf\": leads out of the including file's"
            + " folder; must be a path relative to the including file, without ..",
        "include \"/base.conf\" | \"/base.conf\": leads out of the including file's folder; must be a"
            + " path relative to the including file, without ..",
        "include file(\"base.conf\") | \"base.conf\": file(...) is not supported; must be include"
            + " \"PATH\", a path relative to the including file",
        "include url(\"http://127.0.0.1:9/a\") | \"http://127.0.0.1:9/a\": url(...) is not supported; must be"
            + " include \"PATH\", a path relative to the including file",
        "include classpath(\"a.conf\") | \"a.conf\": classpath(...) is not supported; must be include"
            + " \"PATH\", a path relative to the including file",
        "include \"sweep.conf\" | \"sweep.conf\": the file would include itself; must be another"
      })
  void refusesToIncludeFromElsewhere(String include, String message) throws IOException {
    write("base.conf", "defaults { nhid = 3 }\n");
    Path file = write("sweep.conf", "# first\n" + include + "\nruns = [ {} ]\n");
    assertEquals(file + ":2: include " + message, message(file));
  }

  @Test
  void refusesFilesThatIncludeEachOther() throws IOException {
    Path other = write("other.conf", "\n\ninclude \"sweep.conf\"\n");
    Path file = write("sweep.conf", "include \"other.conf\"\nruns = [ {} ]\n");
    assertEquals(
        other + ":3: include \"sweep.conf\": the file would include itself; must be another",
        message(file));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("sweep.conf");
    Files.write(file, new byte[] {'#', '\n', '#', ' ', (byte) 0xff, '\n'});
    assertEquals(
        file + ":2: is not UTF-8 text; must be a sweep file (HOCON) in UTF-8", message(file));
    Path including = write("including.conf", "include \"sweep.conf\"\nruns = [ {} ]\n");
    assertEquals(
        file + ":2: is not UTF-8 text; must be a sweep file (HOCON) in UTF-8", message(including));
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() throws IOException {
    Path file = write("sweep.conf", "runs = " + "[".repeat(100_000));
    assertEquals(
        file + ": is nested too deeply to be read; must be lists and objects as in conf/",
        message(file));
  }

  @Test
  void quotesNothingThatPlaysWithATerminal() throws IOException {
    Path file = write("sweep.conf", "runs = [ { task = \"\\u001b[31m\\u202eme\\nm\" } ]\n");
    assertEquals(
        file + ":1: task = ?[31m?me m: must be one of torder, torder3, add, mul, perm, mem, parity",
        message(file));
    Path pasted = write("sweep.conf", "runs = [ { task = " + "m".repeat(100_000) + " } ]\n");
    assertTrue(message(pasted).length() <= 1010, message(pasted));
  }

  @Test
  void refusesManyRunsThatNobodyAskedFor() throws IOException {
    String hundred = Stream.iterate(1, i -> i + 1).limit(100).toList().toString();
    String template =
        "runs = [ { name = one, seed = 1000 } ]\ngrid { g {\n  name = \"g{seed}_{bs}_{nhid}\"\n";
    Path file =
        write("sweep.conf", template + "seed = " + hundred + ", bs = " + hundred + " } }\n");
    SweepConfig more = SweepConfigLoader.load(file, Overrides.none());
    assertEquals(
        file
            + ":3: the sweep has 10001 runs, more than 10000; shorten its lists, or add --yes to train them all",
        assertThrows(ConfigurationException.class, more::requireMeant).getMessage());
    more.only(more.names().subList(1, 10_001)).requireMeant();
  }

  @Test
  void refusesFilesThatAreNotThere() throws IOException {
    write("quick.conf", "runs = [ {} ]\n");
    Path missing = folder.resolve("qiuck.conf");
    assertEquals(
        missing + ": there is no such file; did you mean " + folder.resolve("quick.conf") + "?",
        message(missing));
    write("bom.conf", "runs = [ {} ]\n");
    Path unrelated = missing.resolveSibling("x.conf");
    assertEquals(
        unrelated + ": there is no such file; known: bom.conf, quick.conf", message(unrelated));
    assertEquals(
        folder + ": is a folder; give a sweep file, such as conf/quick.conf", message(folder));
  }

  @Test
  void looksForAMissingFileInTheFolderConf() throws IOException {
    Path quick = write("quick.conf", "runs = [ {} ]\n");
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.move(quick, conf.resolve("quick.conf"));
    String meant = ": there is no such file; did you mean " + conf.resolve("quick.conf") + "?";
    for (String given : List.of("quick.conf", "quick", "cofn/qiuck.conf")) {
      Path missing = folder.resolve(given);
      assertEquals(missing + meant, message(missing));
    }
    Path far = folder.resolve("cofn/else.conf");
    assertEquals(
        far + ": there is no such file; there is no folder " + far.getParent(), message(far));
  }

  @Test
  void refusesAFileNameThatCannotNameASweep() throws IOException {
    Path file = write("my sweep.conf", "runs = [ {} ]\n");
    assertEquals(
        file
            + ":1: the file's own name would name the sweep: my sweep: must be made of A-Z a-z 0-9 ."
            + " _ -, not starting with . or -, at most 200 characters; write name = ... into it",
        message(file));
  }

  @Test
  void refusesMoreRunsThanAnybodyCouldMean() throws IOException {
    String hundred = Stream.iterate(1, i -> i + 1).limit(100).toList().toString();
    Path file =
        write(
            "sweep.conf",
            "grid { g { seed = " + hundred + ", bs = " + hundred + ", nhid = " + hundred + " } }");
    assertEquals(
        file + ":1: grid.g makes the sweep larger than 100000 runs; shorten its lists",
        message(file));
  }

  @Test
  void writesNothing() throws IOException {
    Path file = write("sweep.conf", "runs = [ { lr = 0 } ]\n");
    message(file);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String message(Path file) {
    return assertThrows(
            ConfigurationException.class, () -> SweepConfigLoader.load(file, Overrides.none()))
        .getMessage();
  }
}
