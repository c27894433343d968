package org.throughtime.sweep.report.page;

import static org.throughtime.sweep.report.page.Xml.escape;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

/**
 * The body of a report as markup, well-formed as XML. Whoever shows it decides how charts, choices
 * among charts and the queries behind answers are put.
 */
public abstract class Markup {
  private final StringBuilder out = new StringBuilder();

  /** The whole report. */
  public final String of(Report report) {
    out.append("<header><h1>").append(escape(report.title())).append("</h1><p class=\"subtitle\">");
    out.append(escape(report.subtitle())).append("</p></header>\n");
    contents(report);
    report.sections().forEach(section -> section(section, 2));
    end();
    return out.toString();
  }

  private void contents(Report report) {
    out.append("<nav aria-label=\"Contents\"><ul>");
    report.sections().forEach(this::entry);
    out.append("</ul></nav>\n");
  }

  private void entry(Section section) {
    out.append("<li><a href=\"#").append(section.id()).append("\">");
    out.append(escape(section.title())).append("</a>");
    if (!section.parts().isEmpty()) {
      out.append("<ul>");
      section.parts().forEach(this::entry);
      out.append("</ul>");
    }
    out.append("</li>");
  }

  private void section(Section section, int level) {
    out.append("<section id=\"").append(section.id()).append("\">");
    out.append("<h").append(level).append(">").append(escape(section.title()));
    out.append("</h").append(level).append(">\n");
    section.blocks().forEach(this::block);
    section.parts().forEach(part -> section(part, level + 1));
    out.append("</section>\n");
  }

  private void block(Block block) {
    if (block instanceof Block.Prose prose) {
      out.append("<p>").append(escape(prose.text())).append("</p>\n");
    } else if (block instanceof Block.Missing missing) {
      out.append("<p class=\"missing\"><strong>Missing</strong> ");
      out.append(escape(missing.text())).append("</p>\n");
    } else if (block instanceof Block.Command command) {
      out.append("<p class=\"command\">")
          .append(escape(command.what()))
          .append(": <code tabindex=\"0\">");
      out.append(escape(command.command())).append("</code></p>\n");
    } else if (block instanceof Block.Table table) {
      table(table);
    } else if (block instanceof Block.Charts charts) {
      charts(charts);
    } else if (block instanceof Block.Choice choice) {
      choice(out, choice);
    } else if (block instanceof Block.Answered answered) {
      new AnswersMarkup(out, this::query, this::queries).add(answered);
    }
  }

  private void charts(Block.Charts block) {
    int across = block.across();
    out.append("<div class=\"charts across").append(across).append("\">\n");
    for (int i = 0; i < block.charts().size(); i += across) {
      out.append("<div class=\"row\">");
      block
          .charts()
          .subList(i, Math.min(i + across, block.charts().size()))
          .forEach(chart -> figure(chart, across));
      out.append("</div>\n");
    }
    out.append("</div>\n");
  }

  private void table(Block.Table table) {
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(escape(table.caption())).append("\"><table><caption>");
    out.append(escape(table.caption())).append("</caption><thead><tr>");
    List<String> headings = table.headings();
    Set<Integer> texts = new TreeSet<>();
    for (int i = 0; i < headings.size(); i++) {
      if (i < table.texts()) {
        texts.add(i);
      }
      out.append("<th scope=\"col\"").append(texts.contains(i) ? "" : " class=\"number\"");
      out.append(">").append(escape(headings.get(i))).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<Block.Cell> row : table.rows()) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        out.append(texts.contains(i) ? "<td>" : "<td class=\"number\">");
        cell(row.get(i));
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private void cell(Block.Cell cell) {
    if (cell.section().isEmpty()) {
      out.append(escape(cell.text()));
    } else {
      out.append("<a href=\"#").append(cell.section()).append("\">");
      out.append(escape(cell.text())).append("</a>");
    }
  }

  /**
   * A chart with its title.
   *
   * @param across how many stand beside each other
   */
  protected final void figure(Chart chart, int across) {
    out.append("<figure><figcaption>").append(escape(chart.title())).append("</figcaption>");
    chart(out, chart, across);
    out.append("</figure>\n");
  }

  /** Adds a chart, without its title. */
  protected abstract void chart(StringBuilder to, Chart chart, int across);

  /** Adds charts of which one is shown. */
  protected abstract void choice(StringBuilder to, Block.Choice choice);

  /**
   * Told of a query behind a metric.
   *
   * @return the id that the metric links to
   */
  protected abstract String query(String metric, String sql);

  /** Adds the queries told of since the last time, where they belong behind their answer. */
  protected abstract void queries(StringBuilder to);

  /** Behind everything else. */
  protected void end() {}

  /** Appends what stands behind everything else. */
  protected final void append(String markup) {
    out.append(markup);
  }

  /** Text in markup. */
  protected static String text(String plain) {
    return escape(plain);
  }

  /** All charts of a report, in order. */
  public static Stream<Chart> charts(Report report) {
    return report.sections().stream().flatMap(Markup::charts);
  }

  private static Stream<Chart> charts(Section section) {
    return Stream.concat(
        section.blocks().stream()
            .flatMap(
                block ->
                    block instanceof Block.Charts charts
                        ? charts.charts().stream()
                        : block instanceof Block.Choice choice
                            ? choice.charts().stream()
                            : Stream.empty()),
        section.parts().stream().flatMap(Markup::charts));
  }
}
