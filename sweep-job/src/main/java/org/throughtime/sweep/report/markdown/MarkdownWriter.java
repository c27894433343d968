package org.throughtime.sweep.report.markdown;

import static org.throughtime.sweep.report.markdown.Markdown.escape;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Sentence;
import org.throughtime.sweep.report.Block;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

/**
 * Writes a report as a document to complete, in GitHub's Markdown. It contains what the metrics
 * show. What only the author can add is a heading with nothing below it, or with a placeholder. It
 * says nothing in the author's name. {@link AuthorsText} finds what the author has added.
 */
public final class MarkdownWriter {
  static final String NAME = "Name";
  static final String DISCLOSURE = "Disclosure of the use of AI";
  static final String OWN_WORDS = "In my own words";

  /** What the author is to replace. */
  static final String DISCLOSURE_PLACEHOLDER = "[State which tools you used, and for what.]";

  /** What this program knows of it. */
  static final String DISCLOSURE_FACT = "Throughtime made the tables, plots and verdicts.";

  private final Appendable out;
  private final Function<Section, List<PlotLink>> plots;

  private MarkdownWriter(Appendable out, Function<Section, List<PlotLink>> plots) {
    this.out = out;
    this.plots = plots;
  }

  /**
   * Writes it.
   *
   * @param plots what to show in a section: of a run the id is {@link Section#idOf}, and a
   *     comparison has its charts among its blocks; none where there is nothing to show
   * @throws IOException where the writer fails
   */
  public static void write(Report report, Writer out, Function<Section, List<PlotLink>> plots)
      throws IOException {
    new MarkdownWriter(out, plots).write(report);
    out.flush();
  }

  private void write(Report report) throws IOException {
    heading(1, report.title());
    space(2, NAME);
    space(2, "Student number");
    heading(2, DISCLOSURE);
    paragraph(DISCLOSURE_PLACEHOLDER);
    paragraph(DISCLOSURE_FACT);
    for (Section section : report.sections()) {
      section(section, 2);
    }
  }

  private void section(Section section, int level) throws IOException {
    if (isDrawnAlone(section)) {
      return;
    }
    heading(level, section.title());
    for (Block block : section.blocks()) {
      block(block);
    }
    for (PlotLink plot : plots.apply(section)) {
      paragraph("![" + escape(plot.title()) + "](" + Markdown.destination(plot.path()) + ")");
    }
    if (asksForWords(section, level)) {
      space(level + 1, OWN_WORDS);
    }
    for (Section part : section.parts()) {
      section(part, level + 1);
    }
  }

  /** Whether there is nothing of a section in a document without its charts. */
  private boolean isDrawnAlone(Section section) {
    return section.parts().isEmpty()
        && plots.apply(section).isEmpty()
        && section.blocks().stream().allMatch(MarkdownWriter::isDrawn);
  }

  private static boolean isDrawn(Block block) {
    return block instanceof Block.Charts || block instanceof Block.Slider;
  }

  /** Every run, every comparison and the conclusion: where verdicts are, or should be. */
  private static boolean asksForWords(Section section, int level) {
    return level > 2 || section.blocks().stream().anyMatch(Block.Answered.class::isInstance);
  }

  private void block(Block block) throws IOException {
    if (block instanceof Block.Prose prose) {
      paragraph(escape(prose.text()));
    } else if (block instanceof Block.Missing missing) {
      paragraph("**Missing:** " + escape(missing.text()));
    } else if (block instanceof Block.Command command) {
      paragraph(escape(command.what()) + ":");
      paragraph("```\n" + command.command() + "\n```");
    } else if (block instanceof Block.Table table) {
      table(table);
    } else if (block instanceof Block.Verdicts verdicts) {
      verdicts(verdicts);
    } else if (block instanceof Block.Answered answered) {
      answered(answered);
    }
  }

  private void answered(Block.Answered answered) throws IOException {
    StringBuilder items = new StringBuilder();
    for (Block.Answered.Shown shown : answered.answers()) {
      Answer answer = shown.answer();
      items.append("- **").append(escape(answer.question())).append("** ");
      items.append(
          escape(
              answered.whole()
                  ? answer.sentences().stream().map(Sentence::text).collect(Collectors.joining(" "))
                  : answer.verdict().text()));
      items.append('\n');
    }
    paragraph(items.toString().stripTrailing());
  }

  private void verdicts(Block.Verdicts verdicts) throws IOException {
    StringBuilder items = new StringBuilder();
    for (Block.Verdicts.Found found : verdicts.runs()) {
      items.append("- **").append(escape(found.run())).append("** (");
      items.append(escape(found.verdict().outcome().label())).append("): ");
      items.append(escape(found.verdict().sentence().text())).append('\n');
    }
    paragraph(items.toString().stripTrailing());
  }

  private void table(Block.Table table) throws IOException {
    StringBuilder rows = new StringBuilder();
    row(rows, table.headings());
    rows.append('|');
    for (int i = 0; i < table.headings().size(); i++) {
      rows.append(i < table.texts() ? " --- |" : " ---: |");
    }
    rows.append('\n');
    table.rows().forEach(row -> row(rows, row.stream().map(Block.Cell::text).toList()));
    paragraph(escape(table.caption()) + ":");
    paragraph(rows.toString().stripTrailing());
  }

  private static void row(StringBuilder to, List<String> cells) {
    to.append('|');
    cells.forEach(cell -> to.append(' ').append(escape(cell).replace("|", "\\|")).append(" |"));
    to.append('\n');
  }

  private void heading(int level, String text) throws IOException {
    paragraph("#".repeat(level) + " " + escape(text));
  }

  /** A heading with room below it. */
  private void space(int level, String text) throws IOException {
    heading(level, text);
    out.append('\n');
  }

  private void paragraph(String markdown) throws IOException {
    out.append(markdown).append("\n\n");
  }
}
