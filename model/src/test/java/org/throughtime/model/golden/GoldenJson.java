package org.throughtime.model.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Golden JSON files from the test resources. */
public final class GoldenJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenJson() {}

  /** Reads {@code golden/file}. */
  public static JsonNode read(String file) {
    try (InputStream in = resource(file)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("golden/" + file, e);
    }
  }

  /** The keys of an object, in the file's order. */
  public static Stream<String> keys(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false);
  }

  /** The elements of an array as ints. */
  public static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  static InputStream resource(String file) throws FileNotFoundException {
    InputStream in = GoldenJson.class.getResourceAsStream("/golden/" + file);
    if (in == null) {
      throw new FileNotFoundException("no test resource golden/" + file);
    }
    return in;
  }
}
