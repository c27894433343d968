package org.throughtime.sweep.digest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Hashes the final weights of a run from its NPZ file: the entries whose names are those of weights
 * in SPEC section 4. The hash does not depend on the archive's order and storage.
 */
final class WeightsHash {
  private static final Pattern WEIGHT = Pattern.compile("([Wb]_[a-z]+)\\.npy");

  /** An entry that the writer puts behind the weights: with it, none of them is missing. */
  private static final String BEHIND_WEIGHTS = "model_type.npy";

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  private static final int MAGIC = 6;
  private static final int CHUNK = 1 << 14;

  private WeightsHash() {}

  /**
   * Reads an NPZ file.
   *
   * @param npz all of it; left open
   * @return for every weight's name, in alphabetical order, the hash over its shape and its values
   *     in C order
   * @throws IOException where it is damaged or holds no weights
   */
  static Map<String, String> of(InputStream npz) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    boolean complete = false;
    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(npz, CHUNK));
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Matcher weight = WEIGHT.matcher(entry.getName());
        if (weight.matches()) {
          hashes.put(weight.group(1), array(new DataInputStream(zip)));
        }
        complete |= entry.getName().equals(BEHIND_WEIGHTS);
      }
    } catch (IllegalArgumentException e) {
      // Names that are no UTF-8.
      throw new IOException(e.getMessage(), e);
    }
    if (hashes.isEmpty() || !complete) {
      throw new EOFException("it is not a complete final state");
    }
    return hashes;
  }

  private static String array(DataInputStream in) throws IOException {
    in.skipNBytes(MAGIC + 2);
    int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    String header = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IOException("it has an array that is not float32 in C order: " + header.strip());
    }
    CanonicalHash hash = new CanonicalHash();
    long count = 1;
    String[] shape = matcher.group(1).split("[, ]+");
    hash.integer(shape.length);
    for (String size : shape) {
      hash.integer(Long.parseLong(size));
      count *= Long.parseLong(size);
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (long left = count * Float.BYTES; left > 0; left -= chunk.limit()) {
      chunk.clear().limit((int) Math.min(left, CHUNK));
      in.readFully(chunk.array(), 0, chunk.limit());
      while (chunk.hasRemaining()) {
        hash.real(chunk.getFloat());
      }
    }
    return hash.hex();
  }
}
