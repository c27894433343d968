package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.answers.Answer;
import org.throughtime.sweep.answers.Evidence;
import org.throughtime.sweep.answers.Sentence;
import org.throughtime.sweep.report.Block;

class AnswersMarkupTest {
  /** Of a sentence with metrics at these places. */
  private static String markup(String text, Object... metricsAndPlaces) {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < metricsAndPlaces.length; i += 2) {
      String metric = (String) metricsAndPlaces[i];
      evidence.add(new Evidence(metric, "SQL " + metric, (int) metricsAndPlaces[i + 1]));
    }
    StringBuilder out = new StringBuilder();
    new AnswersMarkup(out, (metric, sql) -> "q", to -> {})
        .add(answered(List.of(new Sentence(text, evidence)), false));
    return out.toString()
        .replaceFirst("(?s).*<p class=\"answer\">", "")
        .replaceFirst("(?s)</p>.*", "")
        .replace("<a class=\"metric\" href=\"#q\">", "[")
        .replace("</a>", "]");
  }

  private static Block.Answered answered(List<Sentence> sentences, boolean listed) {
    return new Block.Answered(List.of(new Answer("Q?", sentences)), listed);
  }

  @Test
  void sentencesStandInAParagraphOrInAList() {
    List<Sentence> two = List.of(new Sentence("One.", List.of()), new Sentence("Two.", List.of()));
    StringBuilder paragraph = new StringBuilder();
    new AnswersMarkup(paragraph, (metric, sql) -> "q", to -> {}).add(answered(two, false));
    assertTrue(paragraph.indexOf("<p class=\"answer\">One. Two.</p>") > 0, paragraph.toString());
    StringBuilder list = new StringBuilder();
    new AnswersMarkup(list, (metric, sql) -> "q", to -> {}).add(answered(two, true));
    assertTrue(
        list.indexOf("<ul class=\"answer\"><li>One.</li><li>Two.</li></ul>") > 0, list.toString());
  }

  @Test
  void metricsAreLinkedInTheirOrder() {
    assertEquals(
        "from 10^[-6.0] to 10^[-4.0] &lt; 1, at [2,499]",
        markup("from 10^-6.0 to 10^-4.0 < 1, at 2,499", "-6.0", 8, "-4.0", 19, "2,499", 32));
  }

  @Test
  void aMetricIsLinkedWhereItIsAndNowhereElse() {
    assertEquals("below 0.2 at [0] of [20].", markup("below 0.2 at 0 of 20.", "0", 13, "20", 18));
  }
}
