package org.throughtime.sweep.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

class ParquetBytesTest {
  @Test
  void theOrderInWhichAJvmListsEncodingsDoesNotShow() throws IOException {
    RunSpec spec = TestRuns.spec("M", "mem", 75);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Tables.CHECKPOINTS.write(
        written,
        "M",
        List.of(TestRuns.checkpoint(spec, 10).values(), TestRuns.checkpoint(spec, 20).values()));
    byte[] file = written.toByteArray();
    byte[] reversed = withEncodingsReversed(file);
    assertFalse(Arrays.equals(file, reversed), "columns have several encodings");
    assertArrayEquals(file, ParquetBytes.inOrder(reversed).toByteArray());
    assertArrayEquals(file, ParquetBytes.inOrder(file).toByteArray());
  }

  private static byte[] withEncodingsReversed(byte[] file) throws IOException {
    int length = ByteBuffer.wrap(file, file.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int footer = file.length - 8 - length;
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(file, footer, length));
    metadata
        .getRow_groups()
        .forEach(
            group ->
                group
                    .getColumns()
                    .forEach(
                        column -> {
                          List<Encoding> encodings =
                              new ArrayList<>(column.getMeta_data().getEncodings());
                          Collections.reverse(encodings);
                          column.getMeta_data().setEncodings(encodings);
                        }));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, footer);
    Util.writeFileMetaData(metadata, out);
    assertTrue(out.size() == footer + length, "the footer keeps its length");
    out.write(file, file.length - 8, 8);
    return out.toByteArray();
  }
}
