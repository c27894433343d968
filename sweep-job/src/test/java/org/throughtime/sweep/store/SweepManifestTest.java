package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

class SweepManifestTest {
  @TempDir private Path dir;

  private static SweepManifest of(String... runs) {
    return new SweepManifest(
        "s", Arrays.stream(runs).map(run -> TestRuns.spec(run, "mem", 20)).toList());
  }

  private ResultsDirectory local() throws IOException {
    return ResultsOn.LOCAL.open(dir).results();
  }

  private static List<Long> numbers(ResultsDirectory results) throws IOException {
    return List.copyOf(new NumberedFiles(results, results.manifests()).list().keySet());
  }

  private Path version(int number) {
    return dir.resolve("out/manifest/0000000" + number + ".conf");
  }

  private Path earlier() {
    return dir.resolve("out/sweep.conf");
  }

  /** As an earlier version of this program would. */
  private void writeEarlier(SweepManifest manifest) throws IOException {
    Files.createDirectories(dir.resolve("out"));
    String text = new String(ManifestFormat.bytes(manifest), StandardCharsets.UTF_8);
    Files.writeString(earlier(), SummedText.intact(text).orElseThrow());
  }

  /** Java itself writes this learning rate with other digits before version 19. */
  @Test
  void everyJavaWritesTheSameDigits() throws IOException {
    Map<String, Object> flags = new HashMap<>(TestRuns.spec("r", "mem", 20).flags());
    flags.put("lr", 5.684341886080802e-14);
    SweepManifest manifest = new SweepManifest("s", List.of(RunSpec.fromFlags(flags)));
    manifest.write(local());
    String text = Files.readString(version(1));
    assertTrue(text.contains("lr=5.684341886080802E-14"), text);
    assertEquals(Optional.of(manifest), SweepManifest.read(local()));
  }

  @Test
  void whatASweepHasNotAnyMoreAndLeftBehindIsReadBack() throws IOException {
    SweepManifest all = of("r", "s.1", "t");
    SweepManifest changed = all.ofSweep(Set.of("r", "s.1")).leaving(of("s.1").runs(), 500);
    assertEquals(Set.of("t"), changed.removed());
    assertEquals(changed, changed.write(local()));
    assertEquals(Optional.of(changed), SweepManifest.read(local()));
    assertEquals(changed, of("r").write(local()), "a writer that knows one run");
    SweepManifest again = changed.ofSweep(Set.of("r", "s.1", "t")).goingOn(of("s.1").runs(), 500);
    assertEquals(all, again);
    assertEquals(changed, changed.goingOn(of("s.1").runs(), 499), "left behind at a later rung");
    assertEquals(all, again.write(local()));
    assertEquals(Optional.of(all), SweepManifest.read(local()));
  }

  @Test
  void aRunThatIsAskedForIsOfTheSweepAgainAndStaysLeftBehind() {
    SweepManifest changed = of("r", "t").ofSweep(Set.of("r")).leaving(of("t").runs(), 7);
    SweepManifest again = changed.with(of("t").runs());
    assertEquals(Set.of(), again.removed());
    assertEquals(Map.of("t", 7), again.leftBehind());
  }

  /** Their places in the file are wrong, not its sum. */
  @Test
  void aRungThatIsNoNumberIsRefusedInOneLine() throws IOException {
    of("r").leaving(of("r").runs(), 7).write(local());
    String text = Files.readString(version(1));
    String lines = SummedText.intact(text).orElseThrow().replace("r=7", "r=soon");
    String sum = Sha256.of(lines.getBytes(StandardCharsets.UTF_8));
    Files.writeString(version(1), lines + "# SHA-256 of the lines above: " + sum + "\n");
    ResultsException e = assertThrows(ResultsException.class, () -> SweepManifest.read(local()));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains("r has type STRING"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void everyChangeIsAVersionThatIsNeverWrittenAgain(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    assertEquals(Optional.empty(), SweepManifest.read(results));
    Map<Long, byte[]> before = new HashMap<>();
    SweepManifest all = of("r0");
    for (int i = 0; i < 5; i++) {
      all = all.with(of("r" + i).runs());
      assertEquals(all, all.write(results));
      assertEquals(all, all.write(results), "a second time");
      assertEquals(Optional.of(all), SweepManifest.read(results));
      NumberedFiles files = new NumberedFiles(results, results.manifests());
      assertEquals(i + 1, files.list().size(), "an unchanged manifest is not written again");
      for (Map.Entry<Long, byte[]> version : before.entrySet()) {
        assertArrayEquals(version.getValue(), results.read(files.file(version.getKey())));
      }
      before.put(i + 1L, results.read(files.file(i + 1L)));
    }
    assertEquals(Optional.empty(), SweepManifest.damage(results));
  }

  /** So a driver that starts again leaves alone what readers follow. */
  @Test
  void whatIsThereTakesNoPut() throws IOException {
    ResultsDirectory results = ResultsOn.CONDITIONAL.open(dir).results();
    of("r").write(results);
    of("r").write(results);
    assertEquals(1, ResultsOn.objects(results).puts());
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void aVersionWhoseAnswerIsLostIsOurs(ResultsOn on) throws IOException {
    ResultsOn.Opened opened = on.open(dir);
    opened.loseAnswer().run();
    of("r").write(opened.results());
    opened.loseAnswer().run();
    of("r", "t").write(opened.results());
    assertEquals(Optional.of(of("r", "t")), SweepManifest.read(opened.results()));
    assertEquals(List.of(1L, 2L), numbers(opened.results()));
  }

  @Test
  void anUnknownOutcomeIsAnErrorAndTheNextCallIsRight() throws IOException {
    ResultsDirectory results = ResultsOn.CONDITIONAL.open(dir).results();
    of("r").write(results);
    ResultsOn.objects(results).next(ObjectFileSystem.Put.NOT_DONE);
    StorageException e = assertThrows(StorageException.class, () -> of("r", "t").write(results));
    assertTrue(e.getMessage().contains("manifest/00000002.conf"), e.getMessage());
    assertEquals(Optional.of(of("r")), SweepManifest.read(results));
    ResultsOn.objects(results).next(ObjectFileSystem.Put.ASKED_AGAIN);
    of("r", "t").write(results);
    assertEquals(List.of(1L, 2L), numbers(results));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void ofManyWritersAtOnceNoneLosesItsRuns(ResultsOn on) throws Exception {
    ResultsDirectory results = on.open(dir).results();
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      List<Callable<SweepManifest>> calls = new ArrayList<>();
      for (int writer = 0; writer < 6; writer++) {
        SweepManifest asked = of("r" + writer);
        calls.add(() -> asked.write(results));
      }
      for (Future<SweepManifest> call : writers.invokeAll(calls)) {
        call.get();
      }
    } finally {
      writers.shutdownNow();
    }
    SweepManifest there = SweepManifest.read(results).orElseThrow();
    assertEquals(
        Set.of("r0", "r1", "r2", "r3", "r4", "r5"),
        there.runs().stream().map(RunSpec::name).collect(Collectors.toSet()));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), numbers(results));
  }

  @Test
  void anotherSweepIsRefused() throws IOException {
    of("r").write(local());
    SweepManifest other = new SweepManifest("other", of("r").runs());
    ResultsException e = assertThrows(ResultsException.class, () -> other.write(local()));
    assertTrue(e.getMessage().contains("belongs to sweep s, not to other"), e.getMessage());
    assertEquals(List.of(1L), numbers(local()));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void whoLostItsLeaseWritesNoVersion(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    of("r").write(results);
    StorageException e =
        assertThrows(
            StorageException.class,
            () -> of("r", "t").write(results.heldBy(new Lease("frozen", 1))));
    assertTrue(e.getMessage().contains("another driver has taken over"), e.getMessage());
    assertEquals(List.of(1L), numbers(results));
  }

  @Test
  void halfOfTheHighestVersionIsNoVersion() throws IOException {
    of("r").write(local());
    of("r", "t").write(local());
    byte[] whole = Files.readAllBytes(version(2));
    for (int length = 0; length < whole.length; length += 37) {
      Files.write(version(2), Arrays.copyOf(whole, length));
      assertEquals(Optional.of(of("r")), SweepManifest.read(local()), "at " + length);
      String line = SweepManifest.damage(local()).orElseThrow();
      assertEquals(
          "file:"
              + version(2)
              + ": is damaged, so manifest/00000001.conf counts; run the sweep again to replace it",
          line);
    }
    of("r").write(local());
    assertEquals(List.of(1L, 2L, 3L), numbers(local()), "what is damaged is replaced");
    assertEquals(Optional.of(of("r")), SweepManifest.read(local()));
    assertEquals(Optional.empty(), SweepManifest.damage(local()));
  }

  @Test
  void aFlippedBitIsNoOtherSweep() throws IOException {
    of("r").write(local());
    of("r", "t").write(local());
    byte[] whole = Files.readAllBytes(version(2));
    for (int at = 0; at < whole.length; at += 23) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1 << at % 7;
      Files.write(version(2), flipped);
      assertEquals(Optional.of(of("r")), SweepManifest.read(local()), "at " + at);
    }
  }

  @Test
  void whereNoVersionIsIntactOneLineNamesTheHighest() throws IOException {
    of("r").write(local());
    of("r", "t").write(local());
    Files.write(version(1), new byte[0]);
    Files.writeString(version(2), "name=s\n");
    for (boolean write : new boolean[] {false, true}) {
      ResultsException e =
          assertThrows(
              ResultsException.class,
              () -> {
                if (write) {
                  of("r").write(local());
                } else {
                  SweepManifest.read(local());
                }
              });
      assertTrue(
          e.getMessage()
              .startsWith("file:" + version(2) + ": is damaged, and no version before it"),
          e.getMessage());
      assertEquals(1, e.getMessage().lines().count());
    }
    assertEquals(List.of(1L, 2L), numbers(local()));
  }

  /** It is whole, so an earlier one does not count in its place. */
  @Test
  void aVersionOfALaterProgramIsRefused() throws IOException {
    of("r").write(local());
    String lines = "name=s\nruns=[{name=r,task=\"of tomorrow\"}]\n";
    String sum =
        "# SHA-256 of the lines above: " + Sha256.of(lines.getBytes(StandardCharsets.UTF_8));
    Files.writeString(version(2), lines + sum + "\n");
    ResultsException e = assertThrows(ResultsException.class, () -> SweepManifest.read(local()));
    assertTrue(e.getMessage().contains("00000002.conf: cannot be read"), e.getMessage());
  }

  @Test
  void aManifestOfAnEarlierVersionIsReadAndContinued() throws IOException {
    writeEarlier(of("r"));
    byte[] before = Files.readAllBytes(earlier());
    assertEquals(Optional.of(of("r")), SweepManifest.read(local()));
    of("r").write(local());
    assertEquals(List.of(), numbers(local()), "nothing has changed");
    of("r", "t").write(local());
    assertEquals(List.of(1L), numbers(local()));
    assertEquals(Optional.of(of("r", "t")), SweepManifest.read(local()));
    assertArrayEquals(before, Files.readAllBytes(earlier()));
    Files.write(version(1), new byte[0]);
    assertEquals(Optional.of(of("r")), SweepManifest.read(local()));
    assertTrue(SweepManifest.damage(local()).orElseThrow().contains("so sweep.conf counts"));
  }

  /** Three runs that change at once: whoever reads two values has read a mixture. */
  private static SweepManifest ofChange(int change) {
    return new SweepManifest(
        "s",
        IntStream.range(0, 3).mapToObj(i -> TestRuns.spec("r" + i, "mem", 20 + change)).toList());
  }

  private static int change(SweepManifest manifest) {
    Set<Integer> seen =
        manifest.runs().stream().map(r -> r.optimizer().maxiters()).collect(Collectors.toSet());
    assertEquals(1, seen.size(), "a mixture");
    assertEquals(3, manifest.runs().size());
    return seen.iterator().next() - 20;
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void aReaderBesideAWriterSeesOneVersionAfterTheOther(ResultsOn on) throws Exception {
    ResultsDirectory results = on.open(dir).results();
    ofChange(0).write(results);
    AtomicBoolean written = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> reader =
          () -> {
            int last = 0;
            int looks = 0;
            for (boolean end = false; !end; looks++) {
              end = written.get();
              int now = change(SweepManifest.read(results).orElseThrow());
              assertTrue(now >= last, now + " after " + last);
              last = now;
            }
            assertEquals(200, last);
            return looks;
          };
      Future<Integer> one = readers.submit(reader);
      Future<Integer> other = readers.submit(reader);
      for (int change = 1; change <= 200; change++) {
        ofChange(change).write(results);
      }
      written.set(true);
      assertTrue(one.get() + other.get() > 20, "the readers have looked");
    } finally {
      readers.shutdownNow();
    }
    List<Long> left = numbers(results);
    assertEquals(ManifestVersions.KEPT, left.size());
    assertEquals(201L, left.get(left.size() - 1));
  }

  /** A reader lists, and sleeps until the version that it found is gone. */
  @Test
  void aReaderThatSleptLooksAgain() throws IOException {
    RawLocalFileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), new Configuration());
    ResultsDirectory writer = local();
    ofChange(0).write(writer);
    int[] opened = {0};
    FilterFileSystem sleepy =
        new FilterFileSystem(local) {
          @Override
          public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer)
              throws IOException {
            if (opened[0]++ == 0) {
              for (int change = 1; change <= ManifestVersions.KEPT; change++) {
                ofChange(change).write(writer);
              }
            }
            return super.open(file, buffer);
          }
        };
    FileStore store = new FileStore(sleepy, new RenamingStore(sleepy));
    ResultsDirectory reader =
        new ResultsDirectory(store, dir + "/out", new Configuration(), Machine.THIS, Lease.NONE);
    assertEquals(ManifestVersions.KEPT, change(SweepManifest.read(reader).orElseThrow()));
    assertEquals(2, opened[0]);
  }
}
