package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What simulated files hold: text that tells whether it is whole, and of one writer. */
final class Content {
  private Content() {}

  /**
   * @param path of the file
   * @param writer of it; empty where every writer writes the same
   */
  static byte[] of(String path, String writer) {
    String text = (path + " by " + writer + ". ").repeat(1 + Math.floorMod(path.hashCode(), 5));
    return bytes(text + Integer.toHexString(text.hashCode()) + "!");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether {@link #of} made it, for some writer. */
  static boolean isWhole(String path, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int begin = text.indexOf(" by ");
    int end = text.indexOf(". ");
    return begin == path.length()
        && end > begin
        && Arrays.equals(bytes, of(path, text.substring(begin + 4, end)));
  }
}
