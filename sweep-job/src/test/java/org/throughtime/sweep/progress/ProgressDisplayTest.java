package org.throughtime.sweep.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

class ProgressDisplayTest {
  private final ManualClock clock = new ManualClock();
  private final List<RunSpec> runs =
      List.of(
          TestRuns.spec("A", "mem", 1000),
          TestRuns.spec("B", "mem", 1000),
          TestRuns.spec("C", "mem", 1000));
  private final SweepProgress progress =
      new SweepProgress("s", Integer.MAX_VALUE, runs, Map.of(), run -> 1.0, clock);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private List<String> printed() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text.lines().toList();
  }

  private static RunProgress at(String run, int iterations, double rate) {
    return new RunProgress(run, iterations, 1000, 1.25, 50, null, rate, 100);
  }

  @Test
  void timeLeftPlaysTheRestThrough() {
    assertEquals(Optional.empty(), progress.view().left());
    progress.started("A");
    progress.started("B");
    clock.advance(100);
    progress.advanced(at("A", 500, 5));
    progress.advanced(at("B", 250, 2.5));
    // A ends in 100 s and B in 300; C takes A's place, at a mean of 300 s for 1000 iterations
    assertEquals(Optional.of(Duration.ofSeconds(400)), progress.view().left());
    progress.ended(at("A", 1000, 10), Status.FINISHED, 100, "");
    // C begins now, at a mean of 250 s; B alone needs longer
    assertEquals(Optional.of(Duration.ofSeconds(300)), progress.view().left());
    progress.ended(at("B", 1000, 10), Status.FINISHED, 100, "");
    progress.ended(at("C", 10, 10), Status.FAILED, 1, "why");
    assertEquals(Optional.of(Duration.ZERO), progress.view().left());
  }

  @Test
  void nothingIsEstimatedBeforeARunHasValidated() {
    progress.started("A");
    progress.advanced(new RunProgress("A", 9, 1000, Double.NaN, Double.NaN, null, 500, 1));
    assertEquals(Optional.empty(), progress.view().left());
  }

  @Test
  void untilThereIsAnEstimateTheLinesSaySo() {
    PlainDisplay display = new PlainDisplay(out, clock);
    progress.started("A");
    display.show(progress);
    clock.advance(20);
    progress.advanced(new RunProgress("A", 15, 1000, 1.25, 50, null, 10, 20));
    display.show(progress);
    assertTrue(
        printed().get(1).endsWith("10.0 it/s; s: estimating the time left"),
        "two checkpoints take 20 iterations");
    List<String> block =
        new ProgressBlock(() -> 80, Sparkline.of(StandardCharsets.UTF_8)).lines(progress.view());
    assertEquals(
        "s: 0 done, 1 running, 2 waiting; 0:00:20 elapsed, estimating the time left",
        block.get(block.size() - 1));
  }

  /** Else its lines would repeat a rate, and the number of iterations not change. */
  @Test
  void aRunThatEvaluatesIsSaidTo() {
    PlainDisplay display = new PlainDisplay(out, clock);
    progress.started("A");
    display.show(progress);
    clock.advance(20);
    progress.advanced(at("A", 500, 5).evaluating());
    display.show(progress);
    assertTrue(
        printed()
            .get(1)
            .contains(
                "A 500/1,000 (50%), train nll 1.2500, valid error 50.00%, evaluating at"
                    + " holdLengths; s: about"));
    List<String> block =
        new ProgressBlock(() -> 120, Sparkline.of(StandardCharsets.UTF_8)).lines(progress.view());
    assertTrue(block.get(0).endsWith("err  50.00%  evaluating at holdLengths"), block.get(0));
  }

  @Test
  void theBestSoFarAndTheCourseOfARunAreShown() {
    TerminalDisplay display = display(120);
    progress.started("A");
    for (int i = 1; i <= 8; i++) {
      LatestMetrics metrics = MadeUpRows.latest(50 - i, 60, 2.0 / i, 1, 1, 1);
      progress.advanced(new RunProgress("A", 100 * i, 1000, 2.0 / i, 60, metrics, 10, 10 * i));
    }
    display.show(progress);
    List<String> lines = printed();
    assertTrue(lines.get(0).startsWith("A [###################-----] \u2588\u2584"), lines.get(0));
    assertTrue(lines.get(0).contains("\u2581"), lines.get(0));
    assertTrue(
        lines.get(0).endsWith("   800/1,000  nll 0.2500  err  60.00%  10.0 it/s"), lines.get(0));
    assertEquals("best so far: A, valid error 42.00%", lines.get(1));
  }

  @Test
  void aNarrowerTerminalHasWrappedWhatIsDrawnAgain() {
    int[] columns = {120};
    ProgressBlock block = new ProgressBlock(() -> columns[0], Sparkline.of(StandardCharsets.UTF_8));
    TerminalDisplay display = new TerminalDisplay(out, clock, block);
    progress.started("A");
    progress.advanced(at("A", 100, 10));
    display.show(progress);
    int rows = printed().stream().mapToInt(line -> (int) Math.ceil(line.length() / 40.0)).sum();
    assertTrue(rows > 3, "a line of 120 columns wraps in 40");
    columns[0] = 40;
    clock.advance(1);
    display.show(progress);
    String again = String.join("\n", printed());
    assertTrue(again.startsWith("\u001b[" + rows + "A\u001b[0J"), again);
    again
        .replaceFirst("^\u001b\\[\\d+A\u001b\\[0J", "")
        .lines()
        .forEach(line -> assertTrue(line.length() < 40, line));
  }

  /** As in a container, or under {@code script -c}. */
  @Test
  void aTerminalThatDoesNotKnowItsWidthHasEightyColumns() {
    TerminalDisplay display = display(0);
    progress.started("A");
    progress.advanced(at("A", 100, 10));
    display.show(progress);
    List<String> first = printed();
    assertTrue(first.stream().anyMatch(line -> line.length() > 40), first.toString());
    clock.advance(1);
    display.show(progress);
    List<String> again = printed();
    assertTrue(again.get(0).startsWith("\u001b[" + first.size() + "A\u001b[0J"), again.get(0));
  }

  /** The beginning of a number is another number. */
  @Test
  void linesAreCutBetweenWords() {
    progress.started("A");
    progress.advanced(at("A", 100, 10));
    List<String> whole = List.of(progressWords(200).split("\\s+"));
    for (int columns = 21; columns < 120; columns++) {
      for (String word : progressWords(columns).strip().split("\\s+")) {
        assertTrue(
            whole.contains(word) || word.startsWith("[") || whole.contains(word + ","),
            columns + ": " + word);
      }
    }
  }

  private String progressWords(int columns) {
    return new ProgressBlock(() -> columns, Sparkline.of(StandardCharsets.UTF_8))
        .lines(progress.view()).stream()
            .map(line -> line.replaceAll("[\u2581-\u2588]", ""))
            .collect(Collectors.joining("\n"));
  }

  private TerminalDisplay display(int columns) {
    return new TerminalDisplay(
        out, clock, new ProgressBlock(() -> columns, Sparkline.of(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsHeardAfterTheEndIsIgnored() {
    progress.started("A");
    progress.ended(at("A", 1000, 10), Status.FINISHED, 10, "");
    progress.advanced(at("A", 900, 5));
    progress.started("A");
    SweepView view = progress.view();
    assertEquals(List.of(), view.running());
    assertEquals(1000, view.ended().get(0).progress().iterations());
    assertEquals(2, view.waiting());
  }

  @Test
  void plainLinesComeAtStartAtEndAndNowAndThen() {
    PlainDisplay display = new PlainDisplay(out, clock);
    display.show(progress);
    assertEquals(List.of(), printed());
    progress.started("A");
    display.show(progress);
    assertEquals(List.of("[0:00:00] A started, 1,000 iterations"), printed());
    clock.advance(10);
    progress.advanced(at("A", 100, 10));
    display.show(progress);
    assertEquals(List.of(), printed());
    clock.advance(10);
    progress.advanced(at("A", 200, 10));
    display.show(progress);
    display.show(progress);
    assertEquals(
        List.of(
            "[0:00:20] A 200/1,000 (20%), train nll 1.2500, valid error 50.00%, 10.0 it/s;"
                + " s: about 0:04:40 left"),
        printed());
    clock.advance(1);
    progress.ended(at("A", 210, 10), Status.SOLVED, 21, "");
    progress.ended(at("B", 0, 10), Status.FAILED, 0, "OutOfMemoryError: Java heap space");
    display.finish(progress);
    List<String> lines = printed();
    assertEquals(2, lines.size());
    assertTrue(
        lines
            .get(0)
            .startsWith(
                "[0:00:21] A solved after 210 iterations, train nll 1.2500, valid error 50.00%,"
                    + " 21.0 s"),
        lines.get(0));
    assertTrue(
        lines.get(1).startsWith("[0:00:21] B failed: OutOfMemoryError: Java heap space"),
        lines.get(1));
  }

  @Test
  void aStageIsShownAfterTheOther() {
    for (ProgressDisplay display : List.of(new PlainDisplay(out, clock), display(80))) {
      for (int rung : new int[] {100, 200}) {
        SweepProgress stage = new SweepProgress("s", rung, runs, Map.of(), run -> 1.0, clock);
        stage.started("A");
        clock.advance(10);
        stage.advanced(at("A", rung - 50, 10));
        display.show(stage);
        assertTrue(
            printed().stream().anyMatch(line -> line.contains("A") && line.contains("1,000")));
        stage.ended(at("A", rung, 10), Status.STOPPED, 10, "");
        stage.ended(at("B", rung, 10), Status.STOPPED, 10, "");
        display.finish(stage);
        List<String> lines = printed();
        String after = " stopped after " + rung + " iterations";
        assertEquals(2, lines.stream().filter(line -> line.contains(after)).count(), "" + lines);
      }
    }
  }

  @Test
  void aStageIsEstimatedToItsEnd() {
    SweepProgress stage = new SweepProgress("s", 100, runs, Map.of("A", 50), run -> 1.0, clock);
    assertEquals("s to iteration 100", stage.view().sweep());
    stage.started("A");
    clock.advance(4);
    stage.advanced(at("A", 90, 10));
    // A needs a second for its ten, then B and C ten each
    assertEquals(Optional.of(Duration.ofSeconds(21)), stage.view().left());
  }

  @Test
  void theTerminalIsRedrawnInPlaceAndNeverWiderThanItIs() {
    TerminalDisplay display = display(80);
    progress.started("A");
    progress.started("B");
    progress.advanced(at("A", 500, 10));
    Screen screen = new Screen();
    display.show(progress);
    screen.print(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
    assertEquals(3, screen.lines.size());
    assertTrue(
        screen.lines.get(0).startsWith("A [###") && screen.lines.get(0).contains("500/1,000"),
        screen.lines.get(0));
    clock.advance(1);
    progress.ended(at("A", 1000, 10), Status.FINISHED, 10, "");
    progress.started("C");
    display.show(progress);
    screen.print(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
    assertEquals(4, screen.lines.size());
    assertTrue(screen.lines.get(0).startsWith("A finished"), screen.lines.get(0));
    assertTrue(screen.lines.get(1).startsWith("B ["), screen.lines.get(1));
    assertTrue(screen.lines.get(2).startsWith("C ["), screen.lines.get(2));
    assertTrue(
        screen.lines.get(3).startsWith("s: 1 done, 2 running, 0 waiting"), screen.lines.get(3));
    screen.lines.subList(1, 4).forEach(line -> assertTrue(line.length() < 80, line));
    display.finish(progress);
    screen.print(bytes.toString(StandardCharsets.UTF_8));
    assertEquals(1, screen.lines.size());
  }

  @Test
  void theTerminalIsNotDrawnMoreOftenThanAPersonReads() {
    TerminalDisplay display = display(80);
    display.show(progress);
    bytes.reset();
    display.show(progress);
    assertEquals(0, bytes.size());
    clock.advance(1);
    display.show(progress);
    assertTrue(bytes.size() > 0);
  }

  @Test
  void aNarrowTerminalLosesTheBarBeforeTheMetrics() {
    RunProgress p = new RunProgress("a_rather_long_name", 500, 1000, 1.25, 50, null, 10, 50);
    String line =
        ProgressText.bar(
            new RunView(p, Optional.empty(), 0, "", List.of(2.0, 1.25)),
            18,
            60,
            Sparkline.of(StandardCharsets.UTF_8));
    assertEquals("a_rather_long_name    500/1,000  nll 1.2500  err  50.00%", line);
  }

  /** The part of a terminal that the display uses: lines, cursor up, erase below. */
  private static final class Screen {
    private final List<String> lines = new ArrayList<>();

    void print(String text) {
      String rest = text;
      if (rest.startsWith("\u001b[")) {
        int up = Integer.parseInt(rest.substring(2, rest.indexOf('A')));
        assertTrue(rest.substring(rest.indexOf('A') + 1).startsWith("\u001b[0J"));
        lines.subList(lines.size() - up, lines.size()).clear();
        rest = rest.substring(rest.indexOf('J') + 1);
      }
      assertTrue(rest.indexOf('\u001b') < 0, "one move per drawing");
      rest.lines().forEach(lines::add);
    }
  }
}
