package org.throughtime.sweep.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.report.pdf.PdfWriter;
import org.throughtime.sweep.snapshot.RunRows;
import org.throughtime.sweep.store.Folder;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.store.SweepManifest;

class SubmissionTest {
  private static final List<RunSpec> ASSIGNED = TrainedSweep.assigned();

  @TempDir private static Path shared;
  private static TrainedSweep complete;
  private static TrainedSweep one;
  private static Path handedIn;
  private static Submission made;

  @TempDir private Path dir;

  @BeforeAll
  static void trainAndMake() throws IOException {
    assumeTrue(PdfWriter.possible(), "Java finds no font on this machine");
    complete = new TrainedSweep(shared.resolve("results")).train(ASSIGNED);
    one = new TrainedSweep(shared.resolve("one")).train(ASSIGNED.subList(3, 4));
    handedIn = shared.resolve("submission");
    made = make(complete, handedIn);
  }

  private static Submission make(TrainedSweep sweep, Path to) throws IOException {
    return Submission.make(
        sweep.snapshot(), ASSIGNED, Defaults.run(), new Folder(to.toString(), new Configuration()));
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
        files.put(path, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String checklist(Path folder) throws IOException {
    return Files.readString(folder.resolve("checklist.md"));
  }

  private static List<String> plots(RunSpec run) {
    List<String> plots =
        new ArrayList<>(
            List.of(
                "gradient-histogram",
                "gradient-through-time",
                "saturation",
                "spectral-radius",
                "validation-error",
                "loss",
                "gradient-norm"));
    if (!run.cell().model().gates().isEmpty()) {
      plots.add("gates");
    }
    return plots;
  }

  @Test
  void everythingThatTheAssignmentListsIsThereAndNothingElse() throws IOException {
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                "SHA256SUMS",
                "checklist.md",
                "commands.txt",
                "plots/captions.md",
                "report.md",
                "report.pdf"));
    for (String names : List.of("A1-A2-A3", "A4-A5", "A1-A4", "A2-A5", "B1-B2")) {
      for (String type : List.of("png", "pdf", "csv")) {
        expected.add(
            "plots/comparisons/" + names + "-gradient-through-time-at-iteration-50." + type);
      }
    }
    for (RunSpec run : ASSIGNED) {
      expected.add("logs/" + run.name() + ".log");
      expected.add("npz/" + run.name() + "_final_state.npz");
      for (String plot : plots(run)) {
        for (String type : List.of("png", "pdf", "csv")) {
          expected.add("plots/" + run.name() + "/" + plot + "." + type);
        }
      }
    }
    assertEquals(expected, files(handedIn).keySet());
    assertTrue(made.complete(), made.lines()::toString);
    assertTrue(
        made.lines().contains("plots      52 of runs, 5 comparisons, each as PNG, PDF and CSV"),
        made.lines()::toString);
  }

  @Test
  void logsAndFinalStatesAreCopiedAsTheyAre() throws IOException {
    for (RunSpec run : ASSIGNED) {
      String log = "logs/" + run.name() + ".log";
      String npz = "npz/" + run.name() + "_final_state.npz";
      for (String file : List.of(log, npz, "commands.txt")) {
        assertArrayEquals(
            Files.readAllBytes(shared.resolve("results").resolve(file)),
            Files.readAllBytes(handedIn.resolve(file)),
            file);
      }
    }
  }

  @Test
  void everyPictureIsLargeAndShowsSomething() throws IOException {
    int pictures = 0;
    for (Map.Entry<String, byte[]> file : files(handedIn).entrySet()) {
      if (!file.getKey().endsWith(".png")) {
        continue;
      }
      pictures++;
      BufferedImage picture = ImageIO.read(handedIn.resolve(file.getKey()).toFile());
      assertEquals(1750, picture.getWidth(), file.getKey());
      assertEquals(1125, picture.getHeight(), file.getKey());
      assertTrue(isColored(picture), file.getKey());
      // 300 pixels an inch, 11811 a metre: the chunk pHYs
      String bytes = new String(file.getValue(), StandardCharsets.ISO_8859_1);
      int physical = bytes.indexOf("pHYs");
      assertTrue(physical > 0, file.getKey());
      assertEquals(11811, ByteBuffer.wrap(file.getValue()).getInt(physical + 4), file.getKey());
    }
    assertEquals(4 * 7 + 3 * 8 + 5, pictures);
  }

  /** Text, axes and marks are nearly gray; what they are of is not. */
  private static boolean isColored(BufferedImage picture) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        IntSummaryStatistics channels =
            IntStream.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255).summaryStatistics();
        if (channels.getMax() - channels.getMin() > 60) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void everyDocumentIsOnePageWithItsTitleAndItsAxesAsText() throws IOException {
    for (RunSpec run : ASSIGNED) {
      for (String plot : plots(run)) {
        Path file = handedIn.resolve("plots/" + run.name() + "/" + plot + ".pdf");
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
          assertEquals(1, document.getNumberOfPages());
          String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
          String title = document.getDocumentInformation().getTitle();
          assertTrue(title.startsWith(run.name() + ": "), title);
          assertTrue(text.contains(title), text);
          assertEquals(null, document.getDocumentInformation().getCreationDate());
          assertFalse(
              document.getPage(0).getResources().getXObjectNames().iterator().next() == null);
        }
      }
    }
  }

  @Test
  void marksAreNamed() throws IOException {
    assertTrue(text("A1_mem_rnn/gradient-histogram").contains("-12"));
    assertTrue(text("A1_mem_rnn/gradient-histogram").contains("iteration 50"));
    assertTrue(text("A2_mem_rnn/gradient-norm").contains("cutoff 0.05"));
    assertFalse(text("A1_mem_rnn/gradient-norm").contains("cutoff"));
    assertTrue(text("B1_mul_rnn/saturation").contains("saturated below 0.05"));
    assertTrue(text("B1_mul_rnn/saturation").contains("single units, after 60 iterations"));
    assertTrue(text("B1_mul_rnn/saturation").contains("means over units, at iteration 50"));
  }

  private static String text(String plot) throws IOException {
    try (PDDocument document =
        Loader.loadPDF(handedIn.resolve("plots/" + plot + ".pdf").toFile())) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static List<String[]> csv(String plot, String columns) throws IOException {
    String text = Files.readString(handedIn.resolve("plots/" + plot + ".csv"));
    assertTrue(text.endsWith("\r\n"));
    List<String> lines = List.of(text.split("\r\n"));
    assertEquals(columns, lines.get(0));
    return lines.stream().skip(1).map(line -> line.split(",")).toList();
  }

  @Test
  void theDataAreTheTables() throws IOException {
    for (RunSpec run : ASSIGNED) {
      RunRows rows = complete.snapshot().rows(run);
      List<Checkpoint> checkpoints = rows.checkpoints();
      Checkpoint last = checkpoints.get(checkpoints.size() - 1);
      String of = run.name() + "/";

      List<String[]> radius = csv(of + "spectral-radius", "iter,rho_Whh");
      List<String[]> error = csv(of + "validation-error", "iter,valid_error,best_so_far");
      List<String[]> loss = csv(of + "loss", "iter,train_nll,valid_nll");
      assertEquals(5, checkpoints.size());
      for (int i = 0; i < checkpoints.size(); i++) {
        Checkpoint c = checkpoints.get(i);
        assertArrayEquals(new double[] {c.iter(), c.rho()}, numbers(radius.get(i)));
        assertArrayEquals(
            new double[] {c.iter(), c.validError(), c.bestValidErrorAfter()},
            numbers(error.get(i)));
        assertArrayEquals(
            new double[] {c.iter(), c.trainNll(), c.validNll()}, numbers(loss.get(i)));
      }

      List<String[]> norms = csv(of + "gradient-norm", "iter,gradient_norm,gradient_norm_post");
      assertEquals(TrainedSweep.ITERATIONS, norms.size());
      for (IterationMetrics m : rows.iterations()) {
        assertArrayEquals(
            new double[] {m.iter(), m.gradientNorm(), m.gradientNormPost()},
            numbers(norms.get(m.iter())));
      }

      float[] gradients = last.get(CheckpointMetrics.GRAD_TIME).orElseThrow();
      List<String[]> time = csv(of + "gradient-through-time", "t,grad_time,log10_grad");
      assertEquals(gradients.length, time.size());
      for (int t = 0; t < gradients.length; t++) {
        assertEquals(t + 1, Integer.parseInt(time.get(t)[0]));
        assertEquals(gradients[t], Float.parseFloat(time.get(t)[1]));
        assertEquals(Math.log10(gradients[t] + 1e-12), Double.parseDouble(time.get(t)[2]), 1e-12);
      }
    }
  }

  private static double[] numbers(String[] cells) {
    return Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void histogramsCountEveryValue() throws IOException {
    for (RunSpec run : ASSIGNED) {
      List<Checkpoint> checkpoints = complete.snapshot().rows(run).checkpoints();
      Checkpoint last = checkpoints.get(checkpoints.size() - 1);
      int steps = last.get(CheckpointMetrics.SAT_TIME).orElseThrow().length;
      String of = run.name() + "/";
      assertEquals(steps, sum(csv(of + "gradient-histogram", "bin_low,bin_high,steps"), "", 2));
      List<String[]> saturation = csv(of + "saturation", "sample,bin_low,bin_high,values");
      assertEquals(steps, sum(saturation, "means", 3));
      assertEquals(steps * 4 * 8, sum(saturation, "units", 3));
      if (!run.cell().model().gates().isEmpty()) {
        List<String[]> gates = csv(of + "gates", "gate,bin_low,bin_high,steps");
        assertEquals(steps, sum(gates, "z", 3));
        assertEquals(steps, sum(gates, "r", 3));
      }
    }
  }

  private static long sum(List<String[]> rows, String sample, int column) {
    return rows.stream()
        .filter(row -> sample.isEmpty() || row[0].equals(sample))
        .mapToLong(row -> Long.parseLong(row[column]))
        .sum();
  }

  @Test
  void theReportToWriteInShowsEveryPlotThatIsThere() throws IOException {
    String report = Files.readString(handedIn.resolve("report.md"));
    Matcher pictures = Pattern.compile("!\\[.*]\\(<(.*)>\\)").matcher(report);
    Set<String> shown = new TreeSet<>();
    while (pictures.find()) {
      shown.add(pictures.group(1));
    }
    Set<String> there = new TreeSet<>(files(handedIn).keySet());
    there.removeIf(path -> !path.endsWith(".png"));
    assertEquals(there, shown);
    assertFalse(report.contains(shared.toString()), "no path of this machine");
  }

  @Test
  void aComparisonHasTheDataOfItsRuns() throws IOException {
    List<String[]> rows = csv("comparisons/A4-A5-gradient-through-time-at-iteration-50", "run,x,y");
    for (RunSpec run : ASSIGNED.subList(3, 5)) {
      float[] gradients =
          complete
              .snapshot()
              .rows(run)
              .checkpoints()
              .get(4)
              .get(CheckpointMetrics.GRAD_TIME)
              .orElseThrow();
      List<String[]> own =
          rows.stream().filter(row -> row[0].equals(run.name().substring(0, 2))).toList();
      assertEquals(gradients.length, own.size());
      assertEquals(Math.log10(gradients[3] + 1e-12), Double.parseDouble(own.get(3)[2]), 1e-12);
    }
  }

  @Test
  void theSumsAreThoseOfAllOtherFiles() throws IOException {
    Map<String, byte[]> files = files(handedIn);
    List<String> expected =
        files.entrySet().stream()
            .filter(file -> !file.getKey().equals("SHA256SUMS"))
            .map(file -> Sha256.of(file.getValue()) + "  " + file.getKey())
            .toList();
    assertEquals(expected, Files.readAllLines(handedIn.resolve("SHA256SUMS")));
  }

  @Test
  void theSameSweepGivesTheSameBytesHereAndElsewhere() throws IOException {
    Map<String, byte[]> first = files(handedIn);
    make(complete, handedIn);
    assertSame(first, files(handedIn));
    make(complete, dir.resolve("another"));
    assertSame(first, files(dir.resolve("another")));
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((path, bytes) -> assertArrayEquals(bytes, actual.get(path), path));
  }

  @Test
  void theChecklistOfACompleteSweep() throws IOException {
    String text = checklist(handedIn);
    assertTrue(
        text.contains(
            "**7 of 7 mandatory runs are complete. Everything that this program can make is"
                + " there.**\n"),
        text);
    assertTrue(
        text.contains(
            "- [x] A2, mem, rnn, clipping at 0.05: `A2_mem_rnn`, finished after 60 of 60"
                + " iterations\n"),
        text);
    assertTrue(text.contains("| `A4_mem_gru` | finished | yes | yes | 8 of 8 |"), text);
    assertTrue(text.contains("- [ ] `model.py`"), text);
    assertTrue(text.contains("- [ ] `train.py`"), text);
    assertTrue(text.contains("- [ ] The AI disclosure, which is mandatory:"), text);
    assertTrue(text.contains("This sweep has no run of temporal order."), text);
    assertTrue(text.contains("The NPZ files end at the same checkpoint."), text);
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    RunSpec stopped = ASSIGNED.get(0);
    RunSpec longer =
        TrainedSweep.small(
            "name",
            "mine",
            "task",
            "mul",
            "model",
            "gru",
            "clipstyle",
            "nothing",
            "diagGates",
            false,
            "maxiters",
            41);
    TrainedSweep sweep =
        new TrainedSweep(dir.resolve("results"))
            .train(stopped, 25)
            .train(List.of(ASSIGNED.get(1), longer))
            .waiting(ASSIGNED.get(2));
    Submission submission = make(sweep, dir.resolve("out"));
    assertFalse(submission.complete());
    String text = checklist(dir.resolve("out"));
    // A1 to A5, B1 and B2 but for A2; the gates of mine
    assertTrue(
        text.contains(
            "**1 of 7 mandatory runs are complete. 6 mandatory runs and 1 item that this program"
                + " can make are missing.**\n"),
        text);
    assertTrue(
        text.contains("- [ ] A1 (mem, rnn, no clipping): `A1_mem_rnn`, stopped after 25 of 60"),
        text);
    assertTrue(text.contains("- [x] A2, mem, rnn, clipping at 0.05: `A2_mem_rnn`"), text);
    assertTrue(text.contains("`A3_mem_rnn`, waiting after 0 of 60 iterations"), text);
    assertTrue(
        text.contains(
            "- [ ] A4 (mem, gru, no clipping): no run of this sweep has this task, model and"
                + " clipping; `./submit.sh run conf/canonical.conf --only A4_mem_gru` trains it"),
        text);
    assertTrue(
        text.contains(
            "- [ ] B2 (`mine`): differs from the mandatory run: maxiters is 41, must be 60;"
                + " diagGates is false, must be true; `./submit.sh run conf/canonical.conf --only"
                + " B2_mul_gru` trains it"),
        text);
    assertTrue(
        text.contains("`mine` lacks the plot gates: the run does not record its gates"), text);
    assertFalse(text.contains("has no log") || text.contains("has not ended"), text);
    assertSaidOnce(text);
    assertSaidOnce(String.join("\n", submission.lines()));
    assertTrue(
        Files.exists(dir.resolve("out/plots/A1_mem_rnn/saturation.pdf")), "of what is there");
    assertTrue(text.contains("- `mine`: iteration 30 in the NPZ file, 40 in the tables"), text);
  }

  /** No two lines end alike, but for headings, ticked boxes and the table of files. */
  private static void assertSaidOnce(String text) {
    Set<String> said = new TreeSet<>();
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("|")).toList()) {
      String what = line.substring(line.indexOf(": ") + 1);
      assertTrue(said.add(what), what + " is said twice\n" + text);
    }
  }

  /** Nobody waits for what has left the sweep file, and what it has done is still there. */
  @Test
  void aRunThatLeftTheSweepFileIsNotMissing() throws IOException {
    RunSpec gone = TrainedSweep.small("name", "gone", "task", "torder");
    RunSpec never = TrainedSweep.small("name", "never", "task", "torder");
    TrainedSweep sweep = new TrainedSweep(dir.resolve("results")).train(gone, 25).waiting(never);
    assertTrue(
        make(sweep, dir.resolve("before")).lines().toString().contains("gone has not ended"));
    sweep.keepOnly(Set.of());
    Submission submission = make(sweep, dir.resolve("out"));
    assertFalse(submission.lines().toString().contains("has not ended"));
    String text = checklist(dir.resolve("out"));
    assertTrue(text.contains("| `gone` | stopped |"), text);
    assertFalse(text.contains("never"), text);
  }

  @Test
  void aRunThatASearchLeftBehindIsNotMissing() throws IOException {
    RunSpec left = TrainedSweep.small("name", "left", "task", "torder");
    TrainedSweep sweep = new TrainedSweep(dir.resolve("results")).train(left, 25);
    assertFalse(make(sweep, dir.resolve("before")).complete());
    SweepManifest.extend(sweep.directory(), "small", List.of())
        .leaving(List.of(left), 25)
        .write(sweep.directory());
    Submission submission = make(sweep, dir.resolve("out"));
    assertTrue(submission.complete(), submission.lines()::toString);
  }

  /** As those of a short trial do: seven lines would say the same. */
  @Test
  void runsThatDifferAlikeHaveOneLine() throws IOException {
    TrainedSweep sweep = new TrainedSweep(dir.resolve("results"));
    for (RunSpec run : ASSIGNED.subList(0, 2)) {
      Map<String, Object> flags = new HashMap<>(run.flags());
      flags.put("maxiters", 20);
      sweep.train(List.of(RunSpec.fromFlags(flags)));
    }
    String lines = String.join("\n", make(sweep, dir.resolve("out")).lines());
    assertTrue(
        lines.contains(
            "missing    A1 (A1_mem_rnn), A2 (A2_mem_rnn): differ from the mandatory runs: maxiters"
                + " is 20, must be 60; ./submit.sh run conf/canonical.conf --only"
                + " A1_mem_rnn,A2_mem_rnn trains them"),
        lines);
    assertTrue(lines.contains("checklist.md: 7 mandatory runs are missing\n"), lines);
    for (RunSpec run : ASSIGNED.subList(2, 7)) {
      Map<String, Object> flags = new HashMap<>(run.flags());
      flags.put("maxiters", 20);
      sweep.train(List.of(RunSpec.fromFlags(flags)));
    }
    lines = String.join("\n", make(sweep, dir.resolve("out")).lines());
    assertTrue(
        lines.contains(
            "maxiters is 20, must be 60; ./submit.sh run conf/canonical.conf trains them"),
        lines);
  }

  /** It is extra work: the mandatory runs, and the author's program, are in another folder. */
  @Test
  void aSweepWithoutMandatoryRunsLacksNone() throws IOException {
    RunSpec torder = TrainedSweep.small("name", "T", "task", "torder");
    TrainedSweep sweep = new TrainedSweep(dir.resolve("results")).train(List.of(torder));
    Submission submission = make(sweep, dir.resolve("out"));
    assertTrue(submission.complete(), submission.lines()::toString);
    assertTrue(
        submission.lines().contains("runs       no mandatory runs in this sweep; the sweep has 1"),
        submission.lines()::toString);
    String text = checklist(dir.resolve("out"));
    assertTrue(text.contains("**No mandatory runs in this sweep. Everything that"), text);
    assertFalse(text.contains("canonical.conf") || text.contains("model.py"), text);
    assertEquals(1, text.toLowerCase(Locale.ROOT).split("mandatory runs", -1).length - 1, text);
    assertTrue(text.contains("- [ ] The AI disclosure"), "report.md has its placeholder");
    assertSaidOnce(String.join("\n", submission.lines()));
  }

  @Test
  void aSweepOfAnotherTaskHasItsFolderToo() throws IOException {
    RunSpec torder = TrainedSweep.small("name", "T", "task", "torder", "collectDiags", false);
    TrainedSweep sweep = new TrainedSweep(dir.resolve("results")).train(List.of(torder));
    assertFalse(make(sweep, dir.resolve("out")).complete());
    String text = checklist(dir.resolve("out"));
    assertTrue(
        text.contains("**No mandatory runs in this sweep. 1 item that this program can make is"),
        text);
    assertTrue(text.contains("`T`, finished after 60 of 60 iterations, lowest valid error"), text);
    assertTrue(
        text.contains("`T` lacks the plots gradient-histogram, gradient-through-time"), text);
    assertTrue(Files.exists(dir.resolve("out/plots/T/spectral-radius.png")));
    assertFalse(Files.exists(dir.resolve("out/plots/T/saturation.png")));
  }

  @Test
  void aFolderWithTheReportOfAnotherSweepIsRefused() throws IOException {
    Path folder = dir.resolve("taken");
    make(one, folder);
    String own = Files.readString(folder.resolve("report.md"));
    Files.writeString(
        folder.resolve("report.md"), own.replaceFirst("# Sweep \\S+", "# Sweep another"));
    ResultsException refused = assertThrows(ResultsException.class, () -> make(one, folder));
    assertTrue(
        refused.getMessage().contains("has the report of the sweep another"), refused.getMessage());
    Files.writeString(folder.resolve("report.md"), own.replaceFirst("# Sweep \\S+", "# My own"));
    make(one, folder);
  }

  @Test
  void whatTheAuthorPutThereOrChangedIsKept() throws IOException {
    Path folder = dir.resolve("mine");
    make(one, folder);
    Files.writeString(folder.resolve("model.py"), "print('mine')\n");
    Files.writeString(folder.resolve("checklist.md"), "my own\n");
    Files.delete(folder.resolve("report.pdf"));
    for (int call = 0; call < 2; call++) {
      Submission again = make(one, folder);
      assertTrue(
          again
              .lines()
              .contains(
                  "kept       checklist.md, which you have changed; to get a new one, rename it and"
                      + " repeat the command"),
          again.lines()::toString);
      assertEquals("my own\n", checklist(folder));
      assertEquals("print('mine')\n", Files.readString(folder.resolve("model.py")));
      assertTrue(Files.exists(folder.resolve("report.pdf")));
      String sums = Files.readString(folder.resolve("SHA256SUMS"));
      assertFalse(sums.contains("checklist.md") || sums.contains("model.py"), sums);
    }
    Files.delete(folder.resolve("checklist.md"));
    make(one, folder);
    assertTrue(checklist(folder).contains("- [x] `model.py`"));
    assertTrue(checklist(folder).contains("- [ ] `train.py`"));
    assertTrue(checklist(folder).contains("- [ ] Your name and your own words"));
  }

  @Test
  void anEmptyProgramIsMissing() throws IOException {
    Path folder = dir.resolve("mine");
    make(one, folder);
    Files.createDirectories(folder.resolve("code"));
    Files.writeString(folder.resolve("model.py"), "");
    Files.writeString(folder.resolve("code/train.py"), "");
    make(one, folder);
    String text = checklist(folder);
    assertTrue(text.contains("- [ ] `model.py`, your own in Python (`model.py` is empty)\n"), text);
    assertTrue(
        text.contains("- [ ] `train.py`, your own in Python (`code/train.py` is empty): "), text);
    Files.writeString(folder.resolve("train.py"), "print('mine')\n");
    make(one, folder);
    assertTrue(checklist(folder).contains("- [x] `train.py`, your own in Python: "));
  }

  @Test
  void aReportThatWasWrittenInIsKeptAndTickedOnceNoHeadingIsEmpty() throws IOException {
    Path folder = dir.resolve("mine");
    TrainedSweep two = new TrainedSweep(dir.resolve("results")).train(ASSIGNED.subList(3, 5));
    make(two, folder);
    Path report = folder.resolve("report.md");
    String empty = Files.readString(report);
    int headings = empty.split("In my own words\n", -1).length - 1;
    assertOpen(folder, "\"Name\" and %d of %<d headings \"In my own words\" are empty.", headings);

    String named = empty.replace("## Name\n", "## Name\n\nAda\n");
    Files.writeString(report, named);
    make(two, folder);
    assertOpen(folder, "%d of %<d headings \"In my own words\" are empty.", headings);

    String written =
        named
            .replace("In my own words\n", "In my own words\n\nIt vanishes.\n")
            .replace("[State which tools you used, and for what.]", "None.");
    Files.writeString(report, written.replaceFirst("It vanishes.", ""));
    make(two, folder);
    assertOpen(folder, "1 of %d headings \"In my own words\" is empty.", headings);
    assertTrue(checklist(folder).contains("- [x] The AI disclosure"));

    Files.writeString(report, written);
    for (int call = 0; call < 2; call++) {
      Submission again = make(two, folder);
      assertEquals(written, Files.readString(report));
      assertTrue(
          checklist(folder)
              .contains("- [x] Your name and your own words, under the headings in `report.md`. "));
      assertFalse(String.join("\n", again.lines()).contains("yours      Your name"));
    }
  }

  private static void assertOpen(Path folder, String what, int headings) throws IOException {
    String text = checklist(folder);
    String line = "- [ ] Your name and your own words, under the headings in `report.md`: " + what;
    assertTrue(text.contains(line.formatted(headings)), text);
  }

  @Test
  void whatIsNotMadeAnyMoreIsTakenAway() throws IOException {
    Path folder = dir.resolve("mine");
    make(one, folder);
    Path old = folder.resolve("plots/A9/old.png");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "old");
    Path changed = folder.resolve("plots/A9/changed.png");
    Files.writeString(changed, "changed");
    Path sums = folder.resolve("SHA256SUMS");
    String line = Sha256.of("old".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        sums,
        Files.readString(sums) + line + "  plots/A9/old.png\n" + line + "  plots/A9/changed.png\n");
    make(one, folder);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(changed));
  }

  @Test
  void aFolderOfOtherFilesIsRefusedAndStaysAsItIs() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("other"));
    Files.writeString(folder.resolve("thesis.tex"), "mine");
    String refusal = assertThrows(ResultsException.class, () -> make(one, folder)).getMessage();
    assertTrue(refusal.contains("holds files, such as thesis.tex"), refusal);
    assertEquals(1, refusal.lines().count());
    Files.writeString(folder.resolve("SHA256SUMS"), "no sums\n");
    assertThrows(ResultsException.class, () -> make(one, folder));
    assertEquals(Set.of("thesis.tex", "SHA256SUMS"), files(folder).keySet());
  }
}
