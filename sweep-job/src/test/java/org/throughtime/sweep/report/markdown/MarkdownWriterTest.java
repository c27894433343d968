package org.throughtime.sweep.report.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.report.MadeUpSweep;
import org.throughtime.sweep.report.Report;
import org.throughtime.sweep.report.Section;

class MarkdownWriterTest {
  private static String written(Report report, Function<Section, List<PlotLink>> plots)
      throws IOException {
    StringWriter out = new StringWriter();
    MarkdownWriter.write(report, out, plots);
    return out.toString();
  }

  private static String canonical() throws IOException {
    return written(
        MadeUpSweep.canonical(20).report(),
        section ->
            section.id().equals(Section.idOf("A1"))
                ? List.of(new PlotLink("A1: gradient [log10]", "plots/A1 a.png"))
                : List.of());
  }

  private static List<String> headings(String markdown) {
    return markdown.lines().filter(line -> line.startsWith("#")).toList();
  }

  @Test
  void measuredRunsHaveATableAndNoHeadingsWithoutText() throws IOException {
    String markdown = written(MadeUpSweep.measured(Set.of("A1"), 100).report(), s -> List.of());
    assertTrue(markdown.contains("## Dynamics\n"), markdown);
    assertTrue(markdown.contains("| A1 | 100 | 3 | 2 |"), markdown);
    assertEquals(1, headings(markdown).stream().filter(line -> line.endsWith(" A1")).count());
  }

  @Test
  void whatOnlyTheAuthorCanGiveIsAHeadingWithNothingBelowIt() throws IOException {
    List<String> headings = headings(canonical());
    assertEquals(
        List.of(
            "# Sweep made-up",
            "## Name",
            "## Student number",
            "## Disclosure of the use of AI",
            "## Overview",
            "## Conclusion",
            "### In my own words",
            "## Side by side",
            "### Clipping: A1, A2, A3",
            "#### In my own words"),
        headings.subList(0, 10));
    assertEquals(
        1 + 5 + 7, headings.stream().filter(line -> line.endsWith("In my own words")).count());
    assertTrue(canonical().contains("## Name\n\n\n## Student number\n\n\n## Disclosure"));
    assertTrue(
        canonical()
            .contains(
                "## Disclosure of the use of AI\n\n[State which tools you used, and for what.]\n\n"
                    + "Throughtime made the tables, plots and verdicts.\n\n"));
  }

  @Test
  void whatTheAuthorHasWrittenIsFoundAgain() throws IOException {
    String empty = canonical();
    assertEquals(new AuthorsText(false, false, 13, 13), AuthorsText.in(empty));
    String named = empty.replace("## Name\n", "## Name ##\r\n\r\nAda\r\n");
    assertEquals(new AuthorsText(true, false, 13, 13), AuthorsText.in(named));
    String code = "In my own words\n\n```python\n# In my own words\n```\n\n##### More\n";
    String worded = named.replaceFirst("In my own words\n", code);
    assertEquals(new AuthorsText(true, false, 13, 12), AuthorsText.in(worded));
    assertEquals(new AuthorsText(false, false, 0, 0), AuthorsText.in("mine alone\n"));
  }

  /** The placeholder may neither stay, nor go without words in its place. */
  @Test
  void anAiDisclosureIsMadeByItsAuthor() throws IOException {
    String placeholder = "[State which tools you used, and for what.]";
    String empty = canonical();
    for (String made : List.of("None.", "I used a language model\nfor the plots.")) {
      assertTrue(AuthorsText.in(empty.replace(placeholder, made)).discloses(), made);
      assertFalse(AuthorsText.in(empty.replace(placeholder, placeholder + made)).discloses(), made);
    }
    assertFalse(AuthorsText.in(empty.replace(placeholder, "")).discloses());
    assertFalse(AuthorsText.in(empty.replace("which tools you", "which\ntools you")).discloses());
  }

  @Test
  void verdictsAreGivenAndNeitherDetailsNorSqlAre() throws IOException {
    String markdown = canonical();
    assertTrue(markdown.contains("- **What did clipping change?** Clipped nearly every update:"));
    assertFalse(markdown.contains("SELECT"));
    assertFalse(markdown.contains("Over training its mean log10"));
  }

  @Test
  void plotsStandInTheirSectionByTheirPaths() throws IOException {
    String markdown = canonical();
    int plot = markdown.indexOf("![A1: gradient \\[log10\\]](<plots/A1 a.png>)");
    assertTrue(plot > markdown.indexOf("### A1\n"), "in the section of A1");
    assertTrue(plot < markdown.indexOf("### A2\n"), "in the section of A1");
  }

  @Test
  void tablesHaveAsManyCellsInEveryRow() throws IOException {
    List<String> rows = canonical().lines().filter(line -> line.startsWith("|")).toList();
    assertEquals((1 + 1 + 7) + (1 + 1 + 6), rows.size());
    rows.subList(0, 9)
        .forEach(row -> assertEquals(10, row.split("(?<!\\\\)\\|", -1).length - 2, row));
  }

  @Test
  void textIsNeverMarkup() throws IOException {
    assertEquals(
        "a\\*b \\<c\\> \\[d\\] \\`e\\` A1_mem_rnn", Markdown.escape("a*b\n<c> [d] `e` A1_mem_rnn"));
    String markdown =
        written(
            new MadeUpSweep()
                .addEmpty(TestRuns.canonical("name", "f"), "failed", Optional.of("no <memory>"))
                .report(),
            section -> List.of());
    assertTrue(markdown.contains("**Missing:** This run failed: no \\<memory\\>"), markdown);
    assertTrue(markdown.contains("### f\n"));
    assertTrue(markdown.contains("#### In my own words"), "of a run that failed too");
  }
}
