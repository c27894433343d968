package org.throughtime.sweep.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.sweep.TestRuns;

class JoinedParquetTest {
  private static List<MetricValues> rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(TestRuns::iteration)
        .map(IterationMetrics::values)
        .toList();
  }

  private static byte[] file(String run, int from, int to) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Tables.ITERATIONS.write(file, run, rows(from, to));
    return file.toByteArray();
  }

  @Test
  void eachFileIsThereAndAllAreOne() throws IOException {
    List<byte[]> files =
        List.of(file("a", 0, 5), file("b", 0, 0), file("c", 3, 40_000), file("a", 5, 7));
    JoinedParquet joined = new JoinedParquet(files.get(0));
    List<Long> offsets = new ArrayList<>();
    for (byte[] file : files) {
      offsets.add(joined.add(file));
    }
    byte[] all = joined.end();
    List<MetricValues> expected = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      int offset = (int) (long) offsets.get(i);
      byte[] file = files.get(i);
      assertArrayEquals(file, Arrays.copyOfRange(all, offset, offset + file.length));
      expected.addAll(Tables.ITERATIONS.read(file, row -> row));
    }
    assertEquals(40_004, expected.size());
    assertEquals(expected, Tables.ITERATIONS.read(all, row -> row));
  }

  @Test
  void filesOfOtherColumnsAreOfAnotherKind() throws IOException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    Tables.WEIGHTS.write(other, "a", List.of());
    assertEquals(JoinedParquet.kind(file("a", 0, 5)), JoinedParquet.kind(file("b", 7, 9)));
    assertNotEquals(JoinedParquet.kind(file("a", 0, 5)), JoinedParquet.kind(other.toByteArray()));
  }

  @Test
  void whatIsNoParquetFileIsRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[7], "no Parquet file".getBytes())) {
      assertThrows(IOException.class, () -> JoinedParquet.kind(bytes));
    }
  }
}
