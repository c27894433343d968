package org.throughtime.sweep.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes an NPZ archive that {@code numpy.load} opens without pickle, one array after the other.
 *
 * <p>The same arrays in the same order give the same bytes: entries are stored, not deflated, since
 * the deflater differs from one Java to another; they all carry one time stamp; and every NaN is
 * the same one.
 */
final class NpzWriter {
  // not 1980-01-01, ZIP's first day: ZipEntry would add a second stamp in the local time zone
  private static final LocalDateTime TIME_STAMP = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** The data of an NPY file starts at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private final ZipOutputStream zip;

  /**
   * Starts an archive.
   *
   * @param out what it goes to; never closed here
   */
  NpzWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /**
   * Adds a float32 array.
   *
   * @param data its elements in C order
   * @param shape whose product is the number of elements
   */
  void addFloats(String name, float[] data, long... shape) throws IOException {
    float[] canonical = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      canonical[i] = Float.isNaN(data[i]) ? Float.NaN : data[i];
    }
    try (INDArray array = Nd4j.createFromArray(canonical).reshape(shape)) {
      add(name, Nd4j.toNpyByteArray(array));
    }
  }

  /** Adds an int64 of shape (). */
  void addInteger(String name, long value) throws IOException {
    try (INDArray array = Nd4j.scalar(value)) {
      add(name, Nd4j.toNpyByteArray(array));
    }
  }

  /**
   * Adds a Unicode string of shape (), which ND4J cannot write: NPY format 1.0, the characters as
   * UTF-32.
   */
  void addText(String name, String value) throws IOException {
    byte[] characters = value.getBytes(Charset.forName("UTF-32LE"));
    String description =
        "{'descr': '<U" + characters.length / 4 + "', 'fortran_order': False, 'shape': (), }";
    // magic, version and length take 10 bytes, the newline one
    int padding = Math.floorMod(-(10 + description.length() + 1), ALIGNMENT);
    String header = description + " ".repeat(padding) + "\n";
    ByteBuffer npy =
        ByteBuffer.allocate(10 + header.length() + characters.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0x93)
            .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 1)
            .put((byte) 0)
            .putShort((short) header.length())
            .put(header.getBytes(StandardCharsets.US_ASCII))
            .put(characters);
    add(name, npy.array());
  }

  /** Writes the archive's directory; nothing can be added afterwards. */
  void finish() throws IOException {
    zip.finish();
  }

  private void add(String name, byte[] npy) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(npy);
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(npy.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME_STAMP);
    zip.putNextEntry(entry);
    zip.write(npy);
    zip.closeEntry();
  }
}
