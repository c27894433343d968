package org.throughtime.sweep.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PythonFloatTest {
  private static final Pattern SPECIFICATION = Pattern.compile("(0?)([0-9]*)\\.([0-9])f");

  /** Doubles (their bits, in hex), specifications and what Python's format() made of them. */
  @Test
  void writesWhatPythonWrites() throws IOException {
    List<String> lines;
    try (InputStream in = getClass().getResourceAsStream("/record/python-floats.tsv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertTrue(lines.size() > 1000);
    for (String line : lines) {
      String[] cells = line.split("\t");
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(cells[0], 16));
      assertEquals(cells[2], format(value, cells[1]), value + " as " + cells[1]);
    }
  }

  private static String format(double value, String specification) {
    Matcher parts = SPECIFICATION.matcher(specification);
    assertTrue(parts.matches());
    int decimals = Integer.parseInt(parts.group(3));
    if (parts.group(2).isEmpty()) {
      return PythonFloat.fixed(value, decimals);
    }
    int width = Integer.parseInt(parts.group(2));
    return parts.group(1).isEmpty()
        ? PythonFloat.padded(value, width, decimals)
        : PythonFloat.zeroPadded(value, width, decimals);
  }
}
