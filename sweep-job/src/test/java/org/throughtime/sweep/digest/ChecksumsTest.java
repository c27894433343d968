package org.throughtime.sweep.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.sweep.store.ResultsDirectory;

/** Files as runs leave them; their content is of no importance here. */
class ChecksumsTest {
  private static final List<String> FILES =
      List.of(
          "tables/runs/a.parquet",
          "tables/checkpoints/a.00000.parquet",
          "logs/a.log",
          "npz/a_final_state.npz");

  @TempDir Path folder;

  @BeforeEach
  void writeRun() throws Exception {
    StringBuilder list = new StringBuilder();
    for (String file : FILES) {
      write(file, "content of " + file);
      list.append(sha256("content of " + file)).append("  ").append(file).append('\n');
    }
    write("checksums/a.sha256", list.toString());
    write("tables/runs/@schema.parquet", "columns");
    write("sweep.conf", "name = s");
    write("notes.txt", "the user's own");
  }

  @Test
  void findsNothingWhereAllIsWell() throws IOException {
    Checksums checksums = new Checksums(results());
    checksums.verify("a");
    assertEquals(List.of(), checksums.faults(Set.of()));
    assertEquals(4, checksums.files());
  }

  @Test
  void tellsOfEveryMissingExtraAndDifferingFile() throws IOException {
    write("logs/a.log", "content of logs/a.loh");
    Files.delete(folder.resolve("npz/a_final_state.npz"));
    write("tables/checkpoints/a.00001.parquet", "extra");
    write("tables/checkpoints/.a.00002.parquet.1234.tmp", "left over");
    write("logs/b.log", "of no run");
    assertEquals(
        List.of(
            "logs/a.log: differs from its checksum",
            "npz/a_final_state.npz: is missing",
            "logs/b.log: is not listed by any run",
            "tables/checkpoints/.a.00002.parquet.1234.tmp: is not listed by any run",
            "tables/checkpoints/a.00001.parquet: is not listed by any run"),
        verify(Set.of()));
  }

  @Test
  void letsRunsThatHaveNotEndedWrite() throws IOException {
    write("logs/b.log", "not yet all");
    write("tables/checkpoints/.b.00002.parquet.1234.tmp", "in the making");
    write("tables/runs/@_c.parquet", "a name that is written with a sign before it");
    assertEquals(List.of(), verify(Set.of("b", "_c")));
  }

  @Test
  void tellsOfARunWithoutChecksums() throws IOException {
    Files.delete(folder.resolve("checksums/a.sha256"));
    assertEquals(
        List.of("checksums/a.sha256: is missing; cannot verify run a can be verified"),
        verify(Set.of()));
  }

  @Test
  void readsNothingOutsideTheDirectory() throws IOException {
    String sum = "0".repeat(64);
    write(
        "checksums/a.sha256",
        sum
            + "  ../notes.txt\n"
            + sum
            + "  /etc/passwd\n"
            + sum
            + "  file:x\nnonsense\n"
            + sum
            + "  tables/../../x\n");
    assertEquals(
        List.of(1, 2, 3, 4, 5).stream()
            .map(
                line ->
                    "checksums/a.sha256:"
                        + line
                        + ": must be a checksum and a path in the directory")
            .toList(),
        verify(Set.of()).subList(0, 5));
  }

  private List<String> verify(Set<String> unended) throws IOException {
    Checksums checksums = new Checksums(results());
    checksums.verify("a");
    return checksums.faults(unended);
  }

  private ResultsDirectory results() {
    return new ResultsDirectory(folder.toString(), new Configuration());
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
