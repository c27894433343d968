package org.throughtime.sweep.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that can stand in a script element: the same bytes for the same values. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // Java's own writer gives some numbers more digits before Java 19
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private Json() {}

  /**
   * Writes maps, lists, texts, numbers, booleans and arrays of them.
   *
   * @throws IllegalArgumentException where a value is none of these
   */
  static String of(Object value) {
    try {
      // Nothing in it may close the element, or open a comment.
      return MAPPER.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
