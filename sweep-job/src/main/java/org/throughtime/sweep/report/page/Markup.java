package org.throughtime.sweep.report.page;

import static org.throughtime.sweep.report.page.Xml.escape;
import static org.throughtime.sweep.report.page.Xml.prose;

import java.util.List;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

/**
 * The body of a report as markup, well-formed as XML. Subclasses decide how to show charts, choices
 * among charts, answers and asides, and what captions say.
 */
public abstract class Markup {
  private final StringBuilder out = new StringBuilder();

  /** The whole report. */
  public final String of(Report report) {
    out.append("<header><h1>").append(escape(report.title())).append("</h1><p class=\"subtitle\">");
    out.append(escape(report.subtitle())).append("</p></header>\n");
    contents(out, report);
    report.sections().forEach(section -> section(section, 2));
    return out.toString();
  }

  /** Adds the table of contents; by default all of it. */
  protected void contents(StringBuilder to, Report report) {
    to.append("<nav aria-label=\"Contents\"><ul>");
    report.sections().forEach(this::entry);
    to.append("</ul></nav>\n");
  }

  /** Adds an entry of the table of contents, with those of its parts. */
  protected final void entry(Section section) {
    out.append("<li><a href=\"#").append(anchor(section.id())).append("\">");
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
    String anchor = anchor(section.id());
    String id = anchor.equals(section.id()) ? "" : " id=\"" + anchor + "\"";
    String heading = "<h" + level + id + ">" + escape(section.title()) + "</h" + level + ">";
    boolean folds = folds(level);
    out.append(folds ? "<details class=\"part\"><summary>" : "").append(heading);
    out.append(folds ? "</summary>\n" : "\n");
    section.blocks().forEach(this::block);
    section.parts().forEach(part -> section(part, level + 1));
    out.append(folds ? "</details></section>\n" : "</section>\n");
  }

  /** The id that links to a section lead to; by default its own. */
  protected String anchor(String section) {
    return section;
  }

  /** Whether sections whose headings are of a level are folded behind them; none by default. */
  protected boolean folds(int level) {
    return false;
  }

  /** Adds a block. */
  protected final void block(Block block) {
    if (block instanceof Block.Prose paragraph) {
      out.append("<p>").append(prose(paragraph.text())).append("</p>\n");
    } else if (block instanceof Block.Missing missing) {
      out.append("<p class=\"missing\"><strong>Missing</strong> ");
      out.append(prose(missing.text())).append("</p>\n");
    } else if (block instanceof Block.Command command) {
      out.append("<p class=\"command\">")
          .append(escape(command.what()))
          .append(": <code tabindex=\"0\">");
      out.append(escape(command.command())).append("</code></p>\n");
    } else if (block instanceof Block.Table table) {
      table(table);
    } else if (block instanceof Block.Charts charts) {
      charts(out, charts);
    } else if (block instanceof Block.Choice choice) {
      choice(out, choice);
    } else if (block instanceof Block.Slider slider) {
      slider(out, slider);
    } else if (block instanceof Block.Answered answered) {
      answered(out, answered);
    } else if (block instanceof Block.Verdicts verdicts) {
      verdicts(out, verdicts);
    } else if (block instanceof Block.Aside aside) {
      aside(aside);
    }
  }

  private void table(Block.Table table) {
    String caption = prose(caption(table));
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(caption).append("\"><table><caption>");
    out.append(caption).append("</caption><thead><tr>");
    for (int i = 0; i < table.headings().size(); i++) {
      out.append("<th scope=\"col\"").append(i < table.texts() ? "" : " class=\"number\"");
      out.append(">").append(escape(table.headings().get(i))).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<Block.Cell> row : table.rows()) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        out.append(i < table.texts() ? "<td>" : "<td class=\"number\">");
        cell(row.get(i));
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private void cell(Block.Cell cell) {
    if (cell.section().isEmpty()) {
      out.append(prose(cell.text()));
    } else {
      out.append("<a href=\"#").append(anchor(cell.section())).append("\">");
      out.append(escape(cell.text())).append("</a>");
    }
  }

  /** What stands above a table. */
  protected abstract String caption(Block.Table table);

  /** Adds charts that make one figure. */
  protected abstract void charts(StringBuilder to, Block.Charts charts);

  /** Adds charts of which one is shown. */
  protected abstract void choice(StringBuilder to, Block.Choice choice);

  /** Adds charts of which a reader chooses the moment. */
  protected abstract void slider(StringBuilder to, Block.Slider slider);

  /** Adds questions with their answers. */
  protected abstract void answered(StringBuilder to, Block.Answered answered);

  /** Adds what became of every run. */
  protected abstract void verdicts(StringBuilder to, Block.Verdicts verdicts);

  /** Adds an aside, or leaves it out. */
  protected abstract void aside(Block.Aside aside);

  /** Text in markup, character by character. */
  protected static String text(String plain) {
    return escape(plain);
  }

  /** Sentences in markup: a number and its unit stay in one line. */
  protected static String sentences(String plain) {
    return prose(plain);
  }
}
