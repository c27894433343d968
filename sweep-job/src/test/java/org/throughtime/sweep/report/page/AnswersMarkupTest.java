package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Evidence;
import org.throughtime.sweep.answers.Sentence;

class AnswersMarkupTest {
  private static String markup(String text, String... figures) {
    List<Evidence> evidence =
        List.of(figures).stream().map(figure -> new Evidence(figure, "SQL " + figure)).toList();
    StringBuilder out = new StringBuilder();
    new AnswersMarkup(out, (figure, sql) -> "q", to -> {})
        .add(List.of(new Answer("Q?", List.of(new Sentence(text, evidence)))));
    return out.toString()
        .replaceFirst("(?s).*<p class=\"answer\">", "")
        .replaceFirst("(?s)</p>.*", "")
        .replace("<a class=\"figure\" href=\"#q\">", "[")
        .replace("</a>", "]");
  }

  @Test
  void figuresAreLinkedInTheirOrder() {
    assertEquals(
        "from 10^[-6.0] to 10^[-4.0] &lt; 1, at [2,499]",
        markup("from 10^-6.0 to 10^-4.0 < 1, at 2,499", "-6.0", "-4.0", "2,499"));
  }

  @Test
  void aFigureIsNoPartOfAnotherNumber() {
    assertEquals(
        "(50 % or more, below 0.2, 2,0) at [0] of [20].",
        markup("(50 % or more, below 0.2, 2,0) at 0 of 20.", "0", "20"));
  }
}
