package org.throughtime.sweep.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.RunVerdict;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Points;

/** A piece of a section. */
public sealed interface Block {
  /** A paragraph. */
  record Prose(String text) implements Block {}

  /** Says that something is missing, and why. */
  record Missing(String text) implements Block {}

  /**
   * A command, to be copied.
   *
   * @param what it does
   * @param command as it is typed
   */
  record Command(String what, String command) implements Block {}

  /**
   * A cell of a table.
   *
   * @param text what it says
   * @param section id of the section that it leads to; empty where it leads nowhere
   */
  record Cell(String text, String section) {
    static Cell of(String text) {
      return new Cell(text, "");
    }
  }

  /**
   * A table.
   *
   * @param caption says what it shows
   * @param texts how many columns, from the left, are text; the others are numbers
   * @param headings of the columns
   * @param rows each with a cell for every heading
   */
  record Table(String caption, int texts, List<String> headings, List<List<Cell>> rows)
      implements Block {
    public Table {
      headings = List.copyOf(headings);
      rows = List.copyOf(rows);
      int width = headings.size();
      if (rows.stream().anyMatch(row -> row.size() != width)) {
        throw new IllegalArgumentException(caption + ": a row is not as wide as the headings");
      }
    }
  }

  /**
   * Charts that make one figure.
   *
   * @param caption says what all of them show
   * @param charts at least one
   * @param across how many stand in a row where there is room, from 1 to 4
   */
  record Charts(String caption, List<Chart> charts, int across) implements Block {
    public Charts {
      charts = List.copyOf(charts);
      if (charts.isEmpty() || across < 1 || across > 4) {
        throw new IllegalArgumentException(charts.size() + " charts, " + across + " in a row");
      }
    }
  }

  /**
   * Charts of which one is shown, the first one until a reader chooses.
   *
   * @param label what is chosen
   * @param options the words for each chart
   * @param charts as many
   */
  record Choice(String label, List<String> options, List<Chart> charts) implements Block {
    public Choice {
      options = List.copyOf(options);
      charts = List.copyOf(charts);
      if (options.size() != charts.size() || charts.isEmpty()) {
        throw new IllegalArgumentException(
            label + ": " + options.size() + " options for " + charts.size() + " charts");
      }
    }
  }

  /**
   * Charts at several moments, of which a reader sees one moment. A page shows the last one at
   * first, and has a slider; a document shows the first, the middle and the last one.
   *
   * @param caption says what all of them show
   * @param label what the moments are
   * @param moments in order, at least one
   * @param charts of each moment, of the same kinds in the same order
   * @param across how many stand in a row where there is room, from 1 to 4
   */
  record Slider(
      String caption, String label, List<String> moments, List<List<Chart>> charts, int across)
      implements Block {
    public Slider {
      moments = List.copyOf(moments);
      charts = charts.stream().map(List::copyOf).toList();
      if (moments.isEmpty()
          || moments.size() != charts.size()
          || charts.stream().mapToInt(List::size).distinct().count() != 1
          || charts.get(0).isEmpty()) {
        throw new IllegalArgumentException(
            caption + ": every one of " + moments.size() + " moments has the same charts");
      }
    }

    /** The charts that a document shows: of each kind those of up to three moments. */
    public List<Chart> printed() {
      List<Integer> chosen =
          IntStream.of(0, (moments.size() - 1) / 2, moments.size() - 1).distinct().boxed().toList();
      return IntStream.range(0, charts.get(0).size())
          .boxed()
          .flatMap(kind -> chosen.stream().map(moment -> charts.get(moment).get(kind)))
          .toList();
    }

    /** How many of them stand in a row of a document. */
    public int printedAcross() {
      return Math.min(3, moments.size() == 1 ? charts.get(0).size() : moments.size());
    }
  }

  /**
   * Questions with their answers.
   *
   * @param answers of which none builds on another
   * @param whole whether details are of the same weight as verdicts; else they are for a reader who
   *     asks for them
   */
  record Answered(List<Shown> answers, boolean whole) implements Block {
    /**
     * An answer.
     *
     * @param charts of the report that show what it says
     */
    public record Shown(Answer answer, List<Chart> charts) {
      public Shown {
        charts = List.copyOf(charts);
      }
    }

    public Answered {
      answers = List.copyOf(answers);
    }
  }

  /**
   * What became of every run, first of all.
   *
   * @param runs in order
   */
  record Verdicts(List<Found> runs) implements Block {
    /**
     * What became of a run.
     *
     * @param run its name
     * @param section id of the section that tells more
     * @param look in which its curves are drawn
     * @param verdict on it
     * @param curve its validation error over training, percent; empty where it has none
     */
    public record Found(
        String run, String section, Look look, RunVerdict verdict, Optional<Points> curve) {}

    public Verdicts {
      runs = List.copyOf(runs);
    }

    /** What the small curves show; empty where there are none. */
    public Optional<String> caption() {
      return runs.stream().anyMatch(run -> run.curve().isPresent())
          ? Optional.of("Small curves: validation error over training, from 0 to 100 %.")
          : Optional.empty();
    }
  }

  /** What is said beside a report for readers on a screen; a document leaves it out. */
  record Aside(List<Block> blocks) implements Block {
    public Aside {
      blocks = List.copyOf(blocks);
    }
  }
}
