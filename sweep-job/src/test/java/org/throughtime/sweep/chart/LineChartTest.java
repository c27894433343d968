package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static Points line(String name, double... y) {
    return new Points(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
  }

  private static LineChart chart(Points... lines) {
    return new LineChart("t", Axis.linear("x"), Axis.linear("y"), List.of(lines));
  }

  @Test
  void aChartSaysWhichOfItsLinesHideOthers() {
    Points[] lines = {
      line("A", 1, Double.NaN),
      line("B", 1, 2),
      line("C", 1, Double.NaN),
      line("D", 1, Double.NaN),
      line("E", 1, 2),
      line("F", 1, 2, 3)
    };
    assertEquals("A, C and D coincide; B and E coincide", chart(lines).note());
    assertTrue(chart(lines).accessibleName().endsWith(". A, C and D coincide; B and E coincide."));
    assertEquals("", chart(lines[0], lines[1], lines[5]).note());
  }

  @Test
  void manyLinesAreCounted() {
    Points[] lines =
        Stream.concat(
                IntStream.range(0, 9).mapToObj(i -> line("run" + i, 1, 2)),
                Stream.of(line("other", 1, 3)))
            .toArray(Points[]::new);
    assertEquals("9 of 10 lines coincide", chart(lines).note());
  }
}
