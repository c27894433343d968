package org.throughtime.sweep.warm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the program.
 *
 * @param key tells what the answer depends on but the words: program, Java, environment, working
 *     directory
 * @param columns width of the terminal that the answer goes to; 0 where it goes elsewhere
 * @param keyboard whether standard input is a terminal
 * @param words the command and what is behind it
 */
public record Call(String key, int columns, boolean keyboard, List<String> words) {
  public Call {
    words = List.copyOf(words);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(bytes);
    text(key, to);
    to.writeInt(columns);
    to.writeBoolean(keyboard);
    to.writeInt(words.size());
    for (String word : words) {
      text(word, to);
    }
    return bytes.toByteArray();
  }

  private static void text(String text, DataOutputStream to) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static Call of(byte[] bytes) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
    String key = text(from);
    int columns = from.readInt();
    boolean keyboard = from.readBoolean();
    List<String> words = new ArrayList<>();
    for (int left = from.readInt(); left > 0; left--) {
      words.add(text(from));
    }
    return new Call(key, columns, keyboard, words);
  }

  private static String text(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > from.available()) {
      throw new IOException("not a call of this program");
    }
    return new String(from.readNBytes(length), StandardCharsets.UTF_8);
  }
}
