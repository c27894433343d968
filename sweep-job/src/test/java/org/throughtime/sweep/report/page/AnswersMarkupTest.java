package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        .add(answered(false, new Sentence(text, evidence)));
    return out.toString()
        .replaceFirst("(?s).*<p class=\"answer\">", "")
        .replaceFirst("(?s)</p>.*", "")
        .replace("<a class=\"metric\" href=\"#q\">", "[")
        .replace("</a>", "]");
  }

  private static Block.Answered answered(boolean whole, Sentence verdict, Sentence... details) {
    Answer answer = new Answer("Q?", verdict, List.of(details));
    return new Block.Answered(List.of(new Block.Answered.Shown(answer, List.of())), whole);
  }

  private static String markup(Block.Answered block) {
    StringBuilder out = new StringBuilder();
    new AnswersMarkup(out, (metric, sql) -> "q", to -> to.append("[queries]")).add(block);
    return out.toString();
  }

  @Test
  void detailsAreFoldedBehindTheVerdictOrStandInItsParagraph() {
    Sentence one = new Sentence("One.", List.of());
    Sentence two = new Sentence("Two.", List.of());
    Sentence three = new Sentence("Three.", List.of());
    assertEquals(
        "<div class=\"answers\">\n<p class=\"question\">Q?</p><p class=\"answer\">One.</p>"
            + "<details class=\"more\"><summary>Details</summary><ul class=\"answer\">"
            + "<li>Two.</li><li>Three.</li></ul></details>\n[queries]</div>\n",
        markup(answered(false, one, two, three)));
    assertTrue(
        markup(answered(true, one, two)).contains("<p class=\"answer\">One. Two.</p>[queries]"));
    assertFalse(markup(answered(false, one)).contains("details"), "nothing to fold");
  }

  @Test
  void aNumberAndItsUnitStayInOneLine() {
    assertEquals(
        "50\u00a0% of 100\u00a0% is [50]\u00a0%, and a % b is not.",
        markup("50 % of 100 % is 50 %, and a % b is not.", "50", 17));
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
