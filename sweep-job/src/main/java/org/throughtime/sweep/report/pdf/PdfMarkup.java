package org.throughtime.sweep.report.pdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.page.Markup;

/** The body of a document: charts as objects to be drawn, queries in an appendix. */
final class PdfMarkup extends Markup {
  /** Between margins, in CSS pixels. */
  private static final int WIDTH = 696;

  private static final int GAP = 10;
  private static final int BAR = 17;
  private static final int AROUND_BARS = 60;

  private final List<Chart> charts = new ArrayList<>();
  private final Map<String, String> queries = new LinkedHashMap<>();

  /** The charts, each at the index that its object has. */
  List<Chart> charts() {
    return List.copyOf(charts);
  }

  @Override
  protected void chart(StringBuilder to, Chart chart, int across) {
    int width = WIDTH / across - GAP;
    int height = across == 1 ? 280 : across == 2 ? 215 : 175;
    if (chart instanceof IntervalChart intervals && intervals.listed()) {
      height = intervals.position().categories().size() * BAR + AROUND_BARS;
    } else if (chart instanceof ParallelCoordinates) {
      height = 330;
    }
    to.append("<object type=\"").append(PdfWriter.CHART).append("\" data=\"");
    to.append(charts.size()).append("\" style=\"width:").append(width);
    to.append("px;height:").append(height).append("px\"></object>");
    charts.add(chart);
  }

  @Override
  protected void choice(StringBuilder to, Block.Choice choice) {
    if (choice.charts().size() > 1) {
      to.append("<p>").append(text(choice.label() + ": " + choice.options().get(0)));
      to.append(". The page index.html has the other ");
      to.append(choice.charts().size() - 1).append(" too.</p>");
    }
    to.append("<div class=\"charts across1\">");
    figure(choice.charts().get(0), 1);
    to.append("</div>");
  }

  @Override
  protected String query(String metric, String sql) {
    return queries.computeIfAbsent(sql, q -> "query" + (queries.size() + 1));
  }

  @Override
  protected void queries(StringBuilder to) {
    // all of them stand in the appendix
  }

  @Override
  protected void end() {
    if (queries.isEmpty()) {
      return;
    }
    StringBuilder appendix = new StringBuilder("<section id=\"queries\"><h2>Queries</h2>");
    appendix.append("<p>Each metric in an answer leads to the query that gives it, for");
    appendix.append(" <code>./submit.sh sql DIR</code>.</p>");
    queries.forEach(
        (sql, id) ->
            appendix
                .append("<pre id=\"")
                .append(id)
                .append("\">")
                .append(text(sql))
                .append("</pre>"));
    append(appendix.append("</section>").toString());
  }
}
