package org.throughtime.sweep.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private final Sparkline blocks = Sparkline.of(StandardCharsets.UTF_8);

  @Test
  void aCharacterAPartTheHigherTheLarger() {
    assertEquals("▁▂▃▄▅▆▇█", blocks.draw(List.of(0., 1., 2., 3., 4., 5., 6., 7.), 20));
    assertEquals("█▅▁", blocks.draw(List.of(2.0, 1.0, 0.0), 20));
    assertEquals("▁▁", blocks.draw(List.of(1.386, 1.386), 20));
    assertEquals("", blocks.draw(List.of(), 20));
    List<Double> rising = IntStream.range(0, 100).mapToObj(i -> (double) i).toList();
    assertEquals("▁▃▅▆█", blocks.draw(rising, 5));
  }

  @Test
  void whatIsNotFiniteIsAtTheTop() {
    assertEquals(
        "▁█▃", blocks.draw(List.of(0.0, Double.POSITIVE_INFINITY, 0.3, 1.0), 4).substring(0, 3));
    assertEquals("█", blocks.draw(List.of(Double.NaN), 4));
  }

  @Test
  void aTerminalWithoutBlocksGetsAscii() {
    assertEquals("_*@", Sparkline.of(StandardCharsets.US_ASCII).draw(List.of(0., 5., 7.), 3));
  }
}
