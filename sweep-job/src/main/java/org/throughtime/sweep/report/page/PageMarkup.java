package org.throughtime.sweep.report.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

/** The body of a page: charts as empty boxes, each followed by its option, and folded queries. */
final class PageMarkup extends Markup {
  private static final int HEIGHT = 300;
  private static final int SQUARE = 400;
  private static final int BAR = 26;
  private static final int AROUND_BARS = 90;
  private static final int PARALLEL_AXIS = 110;

  private final Map<String, String> queries = new LinkedHashMap<>();
  private final Anchors anchors = new Anchors();
  private int charts;
  private int asked;

  /** Sections in a bar that stays in sight; their parts in a list of their own behind it. */
  @Override
  protected void contents(StringBuilder to, Report report) {
    to.append("<nav id=\"contents\" aria-label=\"Contents\"><ul class=\"bar\">");
    for (Section section : report.sections()) {
      to.append("<li><a href=\"#").append(section.id()).append("\">");
      to.append(text(section.title())).append("</a></li>");
    }
    to.append("</ul><details class=\"all\"><summary>All contents</summary><ul>");
    report.sections().forEach(this::entry);
    to.append("</ul></details></nav>\n");
  }

  /** Runs and comparisons: there are many, and each is long. */
  @Override
  protected boolean folds(int level) {
    return level > 2;
  }

  @Override
  protected void verdicts(StringBuilder to, Block.Verdicts verdicts) {
    verdicts.caption().ifPresent(says -> to.append("<p>").append(sentences(says)).append("</p>\n"));
    to.append("<ul class=\"verdicts\">\n");
    for (Block.Verdicts.Found found : verdicts.runs()) {
      to.append("<li>").append(SmallCurve.of(found.curve(), found.look()));
      to.append("<div><a href=\"#").append(found.section()).append("\">");
      to.append(text(found.run())).append("</a> <span class=\"outcome\">");
      to.append(text(found.verdict().outcome().label())).append("</span> ");
      new AnswersMarkup(to, this::query, this::queries).add(found.verdict().sentence());
      to.append("</div></li>\n");
    }
    to.append("</ul>\n");
    queries(to);
  }

  @Override
  protected String caption(Block.Table table) {
    return table.caption();
  }

  @Override
  protected void charts(StringBuilder to, Block.Charts block) {
    int across = block.across();
    to.append("<div class=\"charts across").append(across).append("\">\n");
    for (int i = 0; i < block.charts().size(); i += across) {
      to.append("<div class=\"row\">");
      block
          .charts()
          .subList(i, Math.min(i + across, block.charts().size()))
          .forEach(chart -> figure(to, chart, false));
      to.append("</div>\n");
    }
    to.append("</div>\n");
  }

  /** The charts of all moments, of which those of the last one are to be seen. */
  @Override
  protected void slider(StringBuilder to, Block.Slider slider) {
    int last = slider.moments().size() - 1;
    to.append("<div class=\"slider\">");
    if (last > 0) {
      to.append("<label>").append(text(slider.label())).append(" <input type=\"range\" min=\"0\"");
      to.append(" max=\"").append(last).append("\" value=\"").append(last);
      to.append("\" data-moments=\"").append(text(String.join(" ", slider.moments())));
      to.append("\"> <output>").append(text(slider.moments().get(last)));
      to.append("</output></label>\n");
    }
    to.append("<div class=\"charts across").append(slider.across()).append("\">\n");
    for (int i = 0; i <= last; i++) {
      boolean hidden = i < last;
      to.append("<div class=\"row\">");
      slider.charts().get(i).forEach(chart -> figure(to, chart, hidden));
      to.append("</div>\n");
    }
    to.append("</div></div>\n");
  }

  private void figure(StringBuilder to, Chart chart, boolean hidden) {
    to.append("<figure id=\"").append(anchors.of(chart.title()));
    to.append(hidden ? "\" hidden=\"hidden\"" : "\"").append("><figcaption><span>");
    // A narrow heading breaks the name of a run between its words.
    to.append(text(chart.title()).replace("_", "_<wbr/>")).append("</span></figcaption>");
    box(to, chart);
    if (!chart.note().isEmpty()) {
      to.append("<p class=\"note\">").append(text(chart.note())).append(".</p>");
    }
    to.append("</figure>\n");
  }

  private void box(StringBuilder to, Chart chart) {
    String id = "chart" + ++charts;
    Map<String, Object> option = EChartsOption.of(chart);
    to.append("<div class=\"hold\"><div class=\"chart\" id=\"").append(id);
    to.append("\" role=\"img\" aria-label=\"").append(text(chart.accessibleName()));
    to.append("\" data-kind=\"").append(option.get("kind"));
    to.append("\" style=\"height:").append(height(chart)).append("px");
    if (chart instanceof ParallelCoordinates parallel) {
      to.append(";min-width:").append(parallel.axes().size() * PARALLEL_AXIS).append("px");
    }
    to.append("\"></div></div><script type=\"application/json\" id=\"")
        .append(id)
        .append("-option\">");
    to.append(Json.of(option)).append("</script>");
  }

  private static int height(Chart chart) {
    if (chart instanceof ScatterChart scatter && scatter.equalUnits()) {
      return SQUARE;
    }
    return chart instanceof IntervalChart intervals
            && intervals.position().scale() == Axis.Scale.CATEGORY
        ? intervals.position().categories().size() * BAR + AROUND_BARS
        : HEIGHT;
  }

  @Override
  protected void choice(StringBuilder to, Block.Choice choice) {
    to.append("<div class=\"choice\"><label>").append(text(choice.label())).append(" <select>");
    for (String option : choice.options()) {
      to.append("<option>").append(text(option)).append("</option>");
    }
    to.append("</select></label>\n");
    choice.charts().forEach(chart -> figure(to, chart, false));
    to.append("</div>\n");
  }

  @Override
  protected void answered(StringBuilder to, Block.Answered answered) {
    new AnswersMarkup(to, this::query, this::queries).add(answered);
  }

  @Override
  protected void aside(Block.Aside aside) {
    aside.blocks().forEach(this::block);
  }

  /** The id that a metric links to. */
  private String query(String metric, String sql) {
    if (!queries.containsKey(sql)) {
      queries.put(sql, "query" + ++asked);
    }
    return queries.get(sql);
  }

  /** The queries asked for since the last time, folded. */
  private void queries(StringBuilder to) {
    if (queries.isEmpty()) {
      return;
    }
    to.append("<details class=\"queries\"><summary>");
    to.append(queries.size() == 1 ? "The query" : "The " + queries.size() + " queries");
    to.append(" behind these metrics</summary>");
    queries.forEach(
        (sql, id) ->
            to.append("<pre id=\"").append(id).append("\">").append(text(sql)).append("</pre>"));
    to.append("</details>\n");
    queries.clear();
  }
}
