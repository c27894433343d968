package org.throughtime.sweep.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.report.ReportContents;
import org.throughtime.sweep.report.RunDetail;
import org.throughtime.sweep.report.SweepContents;
import org.throughtime.sweep.report.markdown.AuthorsText;
import org.throughtime.sweep.report.pdf.PdfWriter;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.Folder;
import org.throughtime.sweep.store.ResultsException;

/** The complete folder to hand in. The same sweep gives the same files, to the byte. */
public final class Submission {
  /** How many runs the report shows in whole. */
  private static final int REPORTED = 12;

  private static final String CHECKLIST = "checklist.md";
  private static final String COMMANDS = "commands.txt";
  private static final String CAPTIONS = "plots/captions.md";

  private final Folder folder;
  private final Checklist checklist;
  private final List<String> kept;

  /**
   * @param kept files that were not written, since the author has changed them
   */
  private Submission(Folder folder, Checklist checklist, List<String> kept) {
    this.folder = folder;
    this.checklist = checklist;
    this.kept = kept;
  }

  /**
   * Puts the folder together. The sweep may be running.
   *
   * @param asked the runs that the assignment asks for
   * @param defaults a run of nothing but defaults
   * @param to what may not exist, be empty, or have been written by an earlier call
   * @throws ResultsException where it holds anything else, or the report of another sweep
   * @throws IOException where the sweep cannot be read or the folder not be written
   */
  public static Submission make(
      SweepSnapshot sweep, List<RunSpec> asked, RunSpec defaults, Folder to) throws IOException {
    HandedIn folder = HandedIn.open(to);
    requireNoOtherSweep(folder, to, sweep.sweep());
    // The folder is handed in: the path on its author's machine stays out of it.
    SweepContents contents = SweepContents.of(sweep, REPORTED).at(sweep.sweep());
    boolean draws = PdfWriter.possible();
    WrittenReport report = new WrittenReport(() -> ReportContents.of(contents, defaults), draws);
    List<RunFiles> runs = runs(folder, sweep, contents, draws);
    folder.put(CAPTIONS, captions());
    Map<String, Boolean> common = new LinkedHashMap<>();
    common.put(
        "`" + COMMANDS + "`, the command of the course's program for every run",
        folder.copy(COMMANDS, sweep.directory(), sweep.directory().commands()));
    int comparisons = report.put(folder, runs).number();
    common.put(
        draws
            ? "`" + WrittenReport.PDF + "`, to read"
            : "`"
                + WrittenReport.PDF
                + "` and pictures of the plots: Java finds no font on this machine; install one,"
                + " such as DejaVu (package fonts-dejavu-core) with fontconfig",
        draws);
    common.put("`" + WrittenReport.MARKDOWN + "`, to write in", true);
    MandatoryRuns mandatory = MandatoryRuns.among(contents.status().runs(), asked);
    List<AuthorsPart> authors = new ArrayList<>();
    if (!mandatory.isEmpty()) {
      authors.addAll(AuthorsPart.program(folder));
    }
    authors.addAll(AuthorsPart.text(AuthorsText.in(folder.text(WrittenReport.MARKDOWN))));
    Checklist checklist =
        new Checklist(
            sweep.sweep(),
            mandatory,
            runs,
            abandoned(contents.status()),
            comparisons,
            common,
            authors);
    folder.put(CHECKLIST, checklist.text().getBytes(StandardCharsets.UTF_8));
    folder.finish();
    return new Submission(to, checklist, folder.kept());
  }

  /** A report of another sweep may be one that its author has written in. */
  private static void requireNoOtherSweep(HandedIn folder, Folder to, String sweep)
      throws IOException {
    if (!folder.there().contains(WrittenReport.MARKDOWN)) {
      return;
    }
    String heading = folder.text(WrittenReport.MARKDOWN).lines().findFirst().orElse("");
    Optional<String> other =
        ReportContents.sweepOf(heading.replaceFirst("# ", "").replace("\\", ""))
            .filter(name -> !name.equals(sweep));
    if (other.isPresent()) {
      throw new ResultsException(
          to.uri()
              + ": has the report of the sweep "
              + other.get()
              + ", and this is the sweep "
              + sweep
              + "; give another folder with --to, or delete "
              + WrittenReport.MARKDOWN
              + " there");
    }
  }

  /** Drawing takes longer than all else, and no run needs another. */
  private static List<RunFiles> runs(
      HandedIn folder, SweepSnapshot sweep, SweepContents contents, boolean draws)
      throws IOException {
    Map<RunState, RunDetail> read =
        contents.details().stream()
            .collect(Collectors.toMap(RunDetail::state, Function.identity()));
    try {
      return contents.status().runs().stream()
          .parallel()
          .map(run -> run(folder, sweep, run, Optional.ofNullable(read.get(run)), draws))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * @param read the rows of the run where the report has read them
   */
  private static RunFiles run(
      HandedIn folder, SweepSnapshot sweep, RunState run, Optional<RunDetail> read, boolean draws) {
    try {
      RunDetail detail = read.isPresent() ? read.get() : RunDetail.of(run, sweep.rows(run.spec()));
      return RunFiles.write(folder, sweep, detail, draws);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs that are not in the sweep file any more, and those that a search left behind. */
  private static Set<String> abandoned(SweepStatus status) {
    return Stream.concat(status.removed().stream(), status.leftBehind().keySet().stream())
        .collect(Collectors.toSet());
  }

  private static byte[] captions() {
    return Arrays.stream(RunPlot.values())
        .map(plot -> "- **" + plot.file() + "**: " + plot.caption() + "\n")
        .collect(Collectors.joining("", "# What the plots show\n\n", ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What was done, in lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int plots = checklist.runs().stream().mapToInt(run -> run.plots().size()).sum();
    int comparisons = checklist.comparisons();
    lines.add("folder     " + folder.uri());
    lines.add(
        "runs       "
            + checklist.mandatory().summary()
            + "; the sweep has "
            + checklist.runs().size());
    lines.add(
        "plots      "
            + plots
            + " of runs, "
            + comparisons
            + (comparisons == 1 ? " comparison" : " comparisons")
            + ", each as PNG, PDF and CSV");
    lines.add("checklist  " + CHECKLIST + ": " + checklist.extent());
    checklist.missing().forEach(line -> lines.add("missing    " + line.replace("`", "")));
    kept.forEach(
        path ->
            lines.add(
                "kept       "
                    + path
                    + ", which you have changed; to get a new one, rename it and repeat the command"));
    checklist.authors().stream()
        .filter(part -> !part.there())
        .forEach(part -> lines.add("yours      " + part.what().replace("`", "")));
    return lines;
  }

  /** Whether nothing is missing that this program can give. */
  public boolean complete() {
    return checklist.missing().isEmpty();
  }
}
