package org.throughtime.sweep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughtime.sweep.table.TableName;

class CatalogTest {
  private static final String SUM = "0123456789abcdef".repeat(4);

  @TempDir Path dir;

  /** A group of runs with a state of one byte each, in a file that is not there. */
  private static JoinedGroup group(String name, String... runs) {
    CommittedFile file = new CommittedFile("state/" + name, runs.length, SUM);
    return new JoinedGroup(
        List.of(file),
        java.util.stream.IntStream.range(0, runs.length)
            .mapToObj(
                i -> new JoinedMember(runs[i], "state/" + runs[i] + ".00000001.state", file, i, 1))
            .toList(),
        List.of(new JoinedGroup.Beside(runs[0], new ChecksumLine(SUM, "logs/" + runs[0] + ".log"))),
        Set.of("left"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Catalog catalog = new Catalog(7, 12, List.of(group("x", "b", "a"), group("y", "c")));
    byte[] bytes = CatalogFormat.bytes(catalog);
    String text = SummedText.intact(new String(bytes, StandardCharsets.UTF_8)).orElseThrow();
    Catalog read = CatalogFormat.parse(new org.apache.hadoop.fs.Path("f"), 7, text);
    assertEquals(catalog.groups(), read.groups());
    assertEquals(12, read.epoch());
    assertEquals(Set.of("a", "b", "c"), read.runs());
    assertEquals(
        new String(bytes, StandardCharsets.UTF_8),
        new String(CatalogFormat.bytes(read), StandardCharsets.UTF_8));
  }

  @Test
  void aLineThatIsNoneIsRefused() {
    for (String line :
        List.of(
            "run a",
            "group\nfile x",
            "group\nfoo a",
            "group\nrun a\npart 0 0 1 state/a",
            "group\nbeside x y")) {
      ResultsException e =
          assertThrows(
              ResultsException.class,
              () ->
                  CatalogFormat.parse(
                      new org.apache.hadoop.fs.Path("f"), 1, "catalog 1 0\n" + line + "\n"));
      assertTrue(e.getMessage().startsWith("f: cannot be read ("), e.getMessage());
    }
    assertThrows(
        ResultsException.class,
        () -> CatalogFormat.parse(new org.apache.hadoop.fs.Path("f"), 1, "catalog 2 0\n"));
  }

  @Test
  void aRunIsInOneGroup() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Catalog(1, 0, List.of(group("x", "a"), group("y", "a"))));
  }

  @Test
  void aRunThatIsTakenOutIsLeftInItsGroupUntilThatIsEmpty() {
    Catalog catalog = new Catalog(1, 1, List.of(group("x", "a", "b"), group("y", "c")));
    Catalog next = catalog.without(List.of("a", "c", "unknown"), 2);
    assertEquals(2, next.number());
    assertEquals(2, next.epoch());
    assertEquals(Set.of("b"), next.runs());
    assertEquals(1, next.groups().size());
    assertEquals(Set.of("left", "a"), next.groups().get(0).left());
    assertEquals(List.of(), next.groups().get(0).beside());
    assertEquals(Optional.empty(), next.find("state/a.00000001.state"));
    assertEquals(Set.of("b", "left", "a"), next.runsIn("state/x"));
  }

  @ParameterizedTest
  @EnumSource(ResultsOn.class)
  void ofTwoDriversThatWriteOneVersionOneIsRefused(ResultsOn on) throws IOException {
    ResultsDirectory results = on.open(dir).results();
    CatalogVersions versions = new CatalogVersions(results);
    Catalog first = Catalog.EMPTY.with(List.of(), List.of(group("x", "a")), 1);
    Catalog other = Catalog.EMPTY.with(List.of(), List.of(group("y", "b")), 2);
    assertTrue(versions.commit(first));
    assertTrue(versions.commit(first), "its own content, as after a lost answer");
    assertFalse(versions.commit(other));
    assertEquals(Set.of("a"), versions.newest(Catalog.EMPTY).runs());
  }

  @Test
  void theNewestFewVersionsStay() throws IOException {
    ResultsDirectory results = ResultsOn.LOCAL.open(dir).results();
    CatalogVersions versions = new CatalogVersions(results);
    Catalog next = Catalog.EMPTY;
    for (int i = 0; i < 7; i++) {
      next = next.with(List.of(), List.of(), 1);
      assertTrue(versions.commit(next));
    }
    try (var files = Files.list(Path.of(results.catalogs().toUri()))) {
      assertEquals(
          List.of("00000004.list", "00000005.list", "00000006.list", "00000007.list"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(7, versions.newest(Catalog.EMPTY).number());
  }

  /** The version names a file that the later driver has deleted. */
  @Test
  void aVersionThatIsLateIsRefusedOnceALaterDriverHasCleanedUp() throws IOException {
    ResultsDirectory results = ResultsOn.LOCAL.open(dir).results();
    results.commitText(results.state("a", 1), "x");
    byte[] bytes = {'x'};
    CommittedFile file =
        results.commit(
            results.joined(results.state("a", 1), 1, Sha256.of(bytes)), out -> out.write(bytes));
    JoinedMember member = new JoinedMember("a", "state/a.00000001.state", file, 0, 1);
    JoinedGroup group = new JoinedGroup(List.of(file), List.of(member), List.of(), Set.of());
    try (SweepOwner owner = SweepOwner.claim(results, note -> {})) {
      new Joining(owner.directory()).tidy();
    }
    assertFalse(results.exists(results.file(file.path())));
    Catalog late = Catalog.EMPTY.with(List.of(), List.of(group), 0);
    assertFalse(new CatalogVersions(results).commit(late));
    assertEquals("x", results.readText(results.state("a", 1)));
  }

  @Test
  void filesThatMayBeJoinedAreKnownByTheirNames() throws IOException {
    ResultsDirectory results = ResultsOn.LOCAL.open(dir).results();
    for (String run : List.of("a", "_a", "a.00001", "schema", "x.sha256", "a.parquet")) {
      for (org.apache.hadoop.fs.Path file :
          List.of(
              results.row(run),
              results.segment(TableName.CHECKPOINTS, run, 3),
              results.segment(TableName.ITERATIONS, run, 3),
              results.atCheckpoint(TableName.WEIGHTS, run, 3),
              results.state(run, 3),
              results.checksums(run))) {
        assertEquals(Optional.of(run), results.joinable(file), file::toString);
      }
      for (org.apache.hadoop.fs.Path file :
          List.of(
              results.log(run),
              results.npz(run),
              results.generalization(run),
              results.generalizationChecksums(run),
              results.measuredChecksums(run, 3),
              results.atCheckpoint(TableName.DYNAMICS, run, 3))) {
        assertEquals(Optional.empty(), results.joinable(file), file::toString);
      }
    }
    for (TableName table : TableName.values()) {
      assertEquals(Optional.empty(), results.joinable(results.schema(table)));
    }
    assertEquals(Optional.empty(), results.joinable(results.joinedChecksums()));
    for (org.apache.hadoop.fs.Path file :
        List.of(results.row("a"), results.state("a", 1), results.checksums("a"))) {
      org.apache.hadoop.fs.Path joined = results.joined(file, 3, SUM);
      assertEquals(Optional.empty(), results.joinable(joined), joined::toString);
      assertTrue(ResultsDirectory.isJoined(joined));
      assertEquals(file.getParent(), joined.getParent());
    }
  }
}
