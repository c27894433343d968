package org.throughtime.sweep.report.page;

import static org.throughtime.sweep.report.page.Xml.escape;
import static org.throughtime.sweep.report.page.Xml.prose;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Evidence;
import org.throughtime.sweep.answers.Sentence;
import org.throughtime.sweep.report.Block;

/**
 * Answers as markup: verdicts, with folded details if these are less important. Every metric with
 * evidence links to its query.
 */
final class AnswersMarkup {
  private final StringBuilder out;
  private final BinaryOperator<String> query;
  private final Consumer<StringBuilder> queries;

  /**
   * @param query takes a metric and its SQL, and gives the id to link to
   * @param queries adds the queries of an answer behind it
   */
  AnswersMarkup(StringBuilder out, BinaryOperator<String> query, Consumer<StringBuilder> queries) {
    this.out = out;
    this.query = query;
    this.queries = queries;
  }

  void add(Block.Answered block) {
    out.append("<div class=\"answers\">\n");
    for (Block.Answered.Shown shown : block.answers()) {
      Answer answer = shown.answer();
      out.append("<p class=\"question\">").append(escape(answer.question())).append("</p>");
      paragraph(block.whole() ? answer.sentences() : List.of(answer.verdict()));
      if (!block.whole() && !answer.details().isEmpty()) {
        out.append("<details class=\"more\"><summary>Details</summary>");
        list(answer.details());
        out.append("</details>\n");
      }
      queries.accept(out);
    }
    out.append("</div>\n");
  }

  private void list(List<Sentence> sentences) {
    out.append("<ul class=\"answer\">");
    for (Sentence sentence : sentences) {
      out.append("<li>");
      add(sentence);
      out.append("</li>");
    }
    out.append("</ul>");
  }

  private void paragraph(List<Sentence> sentences) {
    out.append("<p class=\"answer\">");
    String between = "";
    for (Sentence sentence : sentences) {
      out.append(between);
      add(sentence);
      between = " ";
    }
    out.append("</p>");
  }

  /** Adds a sentence by itself. */
  void add(Sentence sentence) {
    String text = sentence.text();
    int done = 0;
    for (Evidence evidence : sentence.evidence()) {
      String id = query.apply(evidence.metric(), evidence.sql());
      out.append(prose(text.substring(done, evidence.at())));
      out.append("<a class=\"metric\" href=\"#").append(id).append("\">");
      out.append(prose(evidence.metric())).append("</a>");
      done = evidence.at() + evidence.metric().length();
    }
    out.append(prose(text.substring(done)));
  }
}
