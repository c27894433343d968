package org.throughtime.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Copies that went through Java's serialization, as a run's state does on its way to a file. */
public final class SerializedCopy {
  private SerializedCopy() {}

  /** Writes {@code original} to bytes and reads these. */
  @SuppressWarnings("unchecked") // a copy has its original's class
  public static <T extends Serializable> T of(T original)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
