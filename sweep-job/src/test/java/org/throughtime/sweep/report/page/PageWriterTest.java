package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.report.MadeUpSweep;

class PageWriterTest {
  @Test
  void theSameReportIsTheSameBytes() {
    assertEquals(
        PageWriter.write(MadeUpSweep.canonical(20).report()),
        PageWriter.write(MadeUpSweep.canonical(20).report()));
  }

  @Test
  void aSweepOfAThousandRunsStaysSmall() {
    String page = PageWriter.write(MadeUpSweep.search(1000, 12, 1000).report());
    int size = page.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(size < 20_000_000, size + " bytes");
    assertTrue(page.contains("The 12 best of the 1000 runs"));
    assertTrue(page.contains("run999"));
  }

  @Test
  void everyChartHasAnOptionThatIsJsonAndANameOfItsOwn() throws Exception {
    String page = PageWriter.write(MadeUpSweep.canonical(20).report());
    Matcher options =
        Pattern.compile(
                "<script type=\"application/json\" id=\"(chart\\d+)-option\">(.*?)</script>")
            .matcher(page);
    int count = 0;
    while (options.find()) {
      count++;
      JsonNode option = new ObjectMapper().readTree(options.group(2));
      assertTrue(option.has("kind") && option.get("series").size() > 0, options.group(1));
      Matcher named =
          Pattern.compile("id=\"" + options.group(1) + "\" role=\"img\" aria-label=\"[^\"]{40,}\"")
              .matcher(page);
      assertTrue(named.find(), options.group(1));
    }
    assertEquals(4 + 7 * 8 + 3 + 5 * 6 + 3 * 8 + 2 * 9 + 3 * (2 * 8), count);
  }

  @Test
  void linksToChartsStayTheSameWhileASweepTrains() {
    Set<String> early = figures(growing(4, 80).add(run("L2"), "running", 1, 20, 40));
    Set<String> late =
        figures(
            growing(9, 180)
                .add(run("L2"), "running", 1, 20, 40)
                .add(run("L3"), "running", 1, 20, 40));
    assertTrue(early.contains("fig-gradient-through-time"), early.toString());
    assertTrue(late.containsAll(early), () -> early + " became " + late);
  }

  private static MadeUpSweep growing(int checkpoints, int iterations) {
    return new MadeUpSweep().add(run("L1"), "running", checkpoints, iterations, 40);
  }

  private static RunSpec run(String name) {
    return TestRuns.canonical("name", name);
  }

  private static Set<String> figures(MadeUpSweep sweep) {
    return Pattern.compile("<figure id=\"(fig-[^\"]*)\"")
        .matcher(PageWriter.write(sweep.report()))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyMetricOfAnAnswerLeadsToItsQuery() {
    String page = PageWriter.write(MadeUpSweep.canonical(20).report());
    Matcher links = Pattern.compile("<a class=\"metric\" href=\"#(query\\d+)\">").matcher(page);
    int count = 0;
    while (links.find()) {
      count++;
      assertTrue(page.contains("<pre id=\"" + links.group(1) + "\">SELECT "), links.group(1));
    }
    assertTrue(count > 200, count + " metrics");
  }

  @Test
  void aLegendShowsTheDashesOfItsLines() {
    String page = PageWriter.write(MadeUpSweep.canonical(20).report());
    assertFalse(page.contains("type: 'scroll', icon: 'roundRect'"), "one icon for every line");
  }

  @Test
  void smallCurvesAndLinesThatCoincideAreExplained() {
    String page = PageWriter.write(MadeUpSweep.canonical(30).report());
    assertTrue(
        page.contains(
            "<p>Small curves: validation error over training, from 0 to 100\u00a0%.</p>"));
    assertTrue(page.contains("<p class=\"note\">A1, A2, A3, A4, A5, B1 and B2 coincide.</p>"));
  }

  @Test
  void whatIsMarkupInANameIsText() {
    String escaped = Xml.escape("<script>\"a & b\"</script>\u0000");
    assertEquals("&lt;script&gt;&quot;a &amp; b&quot;&lt;/script&gt;", escaped);
    assertFalse(Json.of("</script><!--").contains("<"));
  }

  @Property(tries = 200)
  void noAxisOfAnOptionIsOfWidthZero(@ForAll float value, @ForAll boolean log) {
    Axis y = log ? Axis.log("norm") : Axis.linear("rho");
    LineChart point =
        new LineChart(
            "one checkpoint",
            Axis.linear("iteration"),
            y,
            List.of(new Points("p", new double[] {20}, new double[] {value})));
    HeatMap map =
        new HeatMap(
            "one checkpoint",
            Axis.linear("iteration"),
            Axis.linear("t"),
            Axis.linear("v"),
            new double[] {20},
            new double[] {1},
            new float[][] {{value}});
    JsonNode lines = new ObjectMapper().valueToTree(EChartsOption.of(point));
    JsonNode colors = new ObjectMapper().valueToTree(EChartsOption.of(map)).get("visualMap");
    for (JsonNode axis : List.of(lines.get("xAxis"), lines.get("yAxis"), colors)) {
      double low = axis.get("min").asDouble();
      double high = axis.get("max").asDouble();
      assertTrue(Double.isFinite(low) && Double.isFinite(high) && low < high, axis::toString);
    }
    assertEquals(18, lines.get("xAxis").get("min").asDouble());
  }

  @Test
  void heatMapsAreReadBackToWithinAStep() {
    float[][] values = {{-6, Float.NaN, -2.5f}, {1, 2, 3}};
    HeatMap map =
        new HeatMap(
            "m",
            Axis.linear("x"),
            Axis.linear("y"),
            Axis.linear("v"),
            new double[] {1, 2, 3},
            new double[] {1, 2},
            values);
    JsonNode packed = new ObjectMapper().valueToTree(EChartsOption.of(map)).get("packed");
    ByteBuffer codes =
        ByteBuffer.wrap(Base64.getDecoder().decode(packed.get("values").asText()))
            .order(ByteOrder.LITTLE_ENDIAN);
    double low = packed.get("low").asDouble();
    double span = packed.get("high").asDouble() - low;
    assertEquals(3, packed.get("columns").asInt());
    for (float[] row : values) {
      for (float value : row) {
        int code = Short.toUnsignedInt(codes.getShort());
        assertEquals(value, code == 0xffff ? Float.NaN : low + span * code / 0xfffe, span / 0xfffe);
      }
    }
  }
}
