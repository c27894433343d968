package org.throughtime.sweep.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.throughtime.model.number.Decimal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * JSON Lines: one object per row and line, so two columns cannot share a name. JSON has no NaN and
 * no infinities; they are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class JsonFormat implements ResultFormat {
  private static final JsonMapper MAPPER =
      new JsonMapper(
          // Java's own writer gives some numbers more digits before Java 19
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());

  @Override
  public void write(QueryResult result, Writer out) throws IOException {
    Set<String> names = new HashSet<>();
    for (String name : result.columns().fieldNames()) {
      if (!names.add(name)) {
        throw new QueryException(
            "two columns have the name %s, and JSON can keep only one; rename one with AS"
                .formatted(name));
      }
    }
    for (Row row : result.rows()) {
      out.write(text(row));
      out.write('\n');
    }
  }

  /** A value in one line of JSON. */
  static String text(Object value) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(line)) {
      value(value, json);
    }
    return line.toString();
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Row row) {
      json.writeStartObject();
      for (int i = 0; i < row.length(); i++) {
        json.writeFieldName(row.schema() == null ? "_" + (i + 1) : row.schema().fieldNames()[i]);
        value(row.get(i), json);
      }
      json.writeEndObject();
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : CollectionConverters.asJava(map).entrySet()) {
        json.writeFieldName(Decimal.text(entry.getKey()));
        value(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof scala.collection.Seq<?> sequence) {
      json.writeStartArray();
      for (Object element : CollectionConverters.asJava(sequence)) {
        value(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else {
      json.writeString(value.toString());
    }
  }
}
