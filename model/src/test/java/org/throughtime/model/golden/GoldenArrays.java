package org.throughtime.model.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The arrays of one golden .npz file by key: little-endian float32, float64 or int64 in C order,
 * which is all that the golden files hold. Anything else is refused, so that nothing is read
 * wrongly.
 */
public final class GoldenArrays {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<f4|<f8|<i8)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /**
   * One array.
   *
   * @param shape its dimensions, none for a scalar
   * @param floats its elements where it is float32 or float64, narrowed, else empty
   * @param longs its elements where it is int64, else empty
   */
  public record Array(int[] shape, float[] floats, long[] longs) {}

  private final String file;
  private final Map<String, Array> arrays;

  private GoldenArrays(String file, Map<String, Array> arrays) {
    this.file = file;
    this.arrays = arrays;
  }

  /** Reads {@code golden/file} from the test resources. */
  public static GoldenArrays read(String file) {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (InputStream in = GoldenJson.resource(file);
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String key = entry.getName().replaceFirst("\\.npy$", "");
        arrays.put(key, array(key, ByteBuffer.wrap(zip.readAllBytes())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("golden/" + file, e);
    }
    return new GoldenArrays(file, arrays);
  }

  private static Array array(String key, ByteBuffer npy) {
    npy.order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    npy.get(magic);
    byte[] header = new byte[npy.getShort()];
    npy.get(header);
    Matcher fields = HEADER.matcher(new String(header, StandardCharsets.ISO_8859_1));
    if (!Arrays.equals(magic, MAGIC) || !fields.matches()) {
      throw new IllegalArgumentException(
          key + " is no C-order <f4, <f8 or <i8 array of NPY version 1");
    }
    int[] shape =
        Pattern.compile("[, ]+")
            .splitAsStream(fields.group(2))
            .filter(d -> !d.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    boolean real = fields.group(1).equals("<f4");
    boolean wide = fields.group(1).equals("<f8");
    if (npy.remaining() != size * (real ? Float.BYTES : Long.BYTES)) {
      throw new IllegalArgumentException(key + " does not hold as many elements as its shape says");
    }
    float[] floats = new float[real || wide ? size : 0];
    long[] longs = new long[real || wide ? 0 : size];
    if (wide) {
      for (int i = 0; i < size; i++) {
        floats[i] = (float) npy.getDouble();
      }
    } else if (real) {
      npy.asFloatBuffer().get(floats);
    } else {
      npy.asLongBuffer().get(longs);
    }
    return new Array(shape, floats, longs);
  }

  /** Every key, in the file's order. */
  public Set<String> keys() {
    return arrays.keySet();
  }

  /** The array of that key; throws IllegalArgumentException where there is none. */
  public Array get(String key) {
    Array array = arrays.get(key);
    if (array == null) {
      throw new IllegalArgumentException(file + " has no array " + key);
    }
    return array;
  }

  /** Elements of a float32 or float64 array, C order. */
  public float[] floats(String key) {
    return get(key).floats();
  }

  /** Its dimensions. */
  public int[] shape(String key) {
    return get(key).shape();
  }
}
