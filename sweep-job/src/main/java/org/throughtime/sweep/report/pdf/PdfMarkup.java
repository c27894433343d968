package org.throughtime.sweep.report.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Sentence;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.page.Markup;

/**
 * The body of a document: charts as objects to draw, numbered figures and tables, and the verdicts
 * of answers. Asides, details and queries appear only on the page.
 */
final class PdfMarkup extends Markup {
  /** Between margins, in CSS pixels. */
  private static final int WIDTH = 696;

  private static final int GAP = 10;
  private static final int BAR = 17;
  private static final int AROUND_BARS = 60;

  /** From so many charts on a figure has three in a row. */
  private static final int MANY = 4;

  private final Figures figures;
  private final List<Chart> charts = new ArrayList<>();
  private final List<Points> curves = new ArrayList<>();
  private int tables;

  PdfMarkup(Report report) {
    this.figures = Figures.of(report);
  }

  /** The charts, each at the index that its object has. */
  List<Chart> charts() {
    return List.copyOf(charts);
  }

  /** The small curves, each at the index that its object has. */
  List<Points> curves() {
    return List.copyOf(curves);
  }

  @Override
  protected String anchor(String section) {
    return headingOf(section);
  }

  /**
   * The id of a section's heading: a section may begin at the end of a page, and its heading stand
   * on the next one. No id of a section has a colon.
   */
  static String headingOf(String section) {
    return "heading:" + section;
  }

  @Override
  protected String caption(Block.Table table) {
    return "Table " + ++tables + ": " + table.caption();
  }

  @Override
  protected void charts(StringBuilder to, Block.Charts block) {
    int charts = block.charts().size();
    int across = charts > MANY ? 3 : Math.min(block.across(), charts);
    figure(to, block.caption(), block.charts(), across);
  }

  @Override
  protected void choice(StringBuilder to, Block.Choice choice) {
    int others = choice.charts().size() - 1;
    String caption = choice.charts().get(0).title();
    figure(
        to,
        others == 0
            ? caption
            : caption
                + " ("
                + choice.label()
                + ": "
                + choice.options().get(0)
                + "; index.html has the other "
                + others
                + ")",
        Figures.shown(choice),
        1);
  }

  @Override
  protected void slider(StringBuilder to, Block.Slider slider) {
    figure(to, slider.caption(), slider.printed(), slider.printedAcross());
  }

  private void figure(StringBuilder to, String caption, List<Chart> shown, int across) {
    String common = Titles.common(shown);
    int last = (shown.size() - 1) / across * across;
    to.append("<div class=\"figure\">\n");
    for (int i = 0; i < last; i += across) {
      row(to, shown.subList(i, i + across), common, across);
    }
    // the last row and the caption stand on one page
    to.append("<div class=\"last\">");
    row(to, shown.subList(last, shown.size()), common, across);
    to.append("<p class=\"caption\"><strong>Figure ");
    to.append(figures.number(shown.get(0))).append(":</strong> ");
    to.append(sentences(caption)).append('.');
    if (shown.size() == 1 && !shown.get(0).note().isEmpty()) {
      to.append(' ').append(text(shown.get(0).note())).append('.');
    }
    to.append("</p></div></div>\n");
  }

  private void row(StringBuilder to, List<Chart> shown, String common, int across) {
    to.append("<div class=\"row\">");
    for (Chart chart : shown) {
      to.append("<div class=\"panel\">");
      String letter = figures.letter(chart);
      if (!letter.isEmpty()) {
        to.append("<p class=\"title\">(").append(letter).append(") ");
        to.append(text(chart.title().substring(common.length())));
        if (!chart.note().isEmpty()) {
          to.append(" <span class=\"note\">(").append(text(chart.note())).append(")</span>");
        }
        to.append("</p>");
      }
      object(to, chart, across);
      to.append("</div>");
    }
    to.append("<div class=\"panel\"></div>".repeat(across - shown.size())).append("</div>\n");
  }

  private void object(StringBuilder to, Chart chart, int across) {
    int width = WIDTH / across - GAP;
    int height = across == 3 ? 150 : 190;
    if (chart instanceof IntervalChart intervals && intervals.listed()) {
      height = intervals.position().categories().size() * BAR + AROUND_BARS;
    } else if (chart instanceof ParallelCoordinates) {
      height = 330;
    } else {
      height += DrawnLegend.heightOfFurtherRows(DrawnChart.of(chart), width);
    }
    to.append("<object type=\"").append(PdfWriter.CHART).append("\" data=\"");
    to.append(charts.size()).append("\" style=\"width:").append(width);
    to.append("px;height:").append(height).append("px\"></object>");
    charts.add(chart);
  }

  @Override
  protected void answered(StringBuilder to, Block.Answered answered) {
    for (Block.Answered.Shown shown : answered.answers()) {
      Answer answer = shown.answer();
      to.append("<p class=\"answer\"><strong>").append(text(answer.question()));
      to.append("</strong> ");
      to.append(
          sentences(
              answered.whole()
                  ? answer.sentences().stream().map(Sentence::text).collect(Collectors.joining(" "))
                  : answer.verdict().text()));
      String reference = figures.reference(shown.charts());
      if (!reference.isEmpty()) {
        to.append(" <span class=\"reference\">(").append(reference).append(")</span>");
      }
      to.append("</p>\n");
    }
  }

  @Override
  protected void verdicts(StringBuilder to, Block.Verdicts verdicts) {
    verdicts.caption().ifPresent(says -> to.append("<p>").append(sentences(says)).append("</p>"));
    to.append("<div class=\"verdicts\">");
    for (Block.Verdicts.Found found : verdicts.runs()) {
      to.append("<div class=\"verdict\"><div class=\"spark\">");
      if (found.curve().isPresent()) {
        to.append("<object type=\"").append(PdfWriter.CURVE).append("\" data=\"");
        to.append(curves.size()).append("\" style=\"width:72px;height:22px\"></object>");
        curves.add(found.curve().get().as(found.look()));
      }
      to.append("</div><div class=\"words\"><a href=\"#")
          .append(anchor(found.section()))
          .append("\">");
      to.append(text(found.run())).append("</a> <strong>");
      to.append(text(found.verdict().outcome().label())).append("</strong> ");
      to.append(sentences(found.verdict().sentence().text())).append("</div></div>\n");
    }
    to.append("</div>\n");
  }

  @Override
  protected void aside(Block.Aside aside) {
    // a screen has room for it, a document has not
  }
}
