package org.throughtime.sweep.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.number.Decimal;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.Significant;

/**
 * A heat map as an option of Apache ECharts. Its values are 16-bit numbers, little-endian, row by
 * row, in base64: 0 to 65534 from the lowest to the highest, and 65535 for a missing value. A sweep
 * has many large heat maps, and decimals would take five times as much space.
 */
final class HeatMapOption {
  private static final int NONE = 0xffff;
  private static final int HIGHEST = 0xfffe;

  private HeatMapOption() {}

  static Map<String, Object> of(HeatMap map) {
    Range extent = map.extent().orElse(new Range(0, 1));
    Map<String, Object> packed = new LinkedHashMap<>();
    packed.put("columns", map.xs().length);
    packed.put("low", extent.low());
    packed.put("high", extent.high());
    packed.put("values", Base64.getEncoder().encodeToString(pack(map, extent)));
    Map<String, Object> cells = EChartsOption.series("heatmap", map.value().title(), List.of());
    cells.put("progressive", 0);
    Map<String, Object> option =
        EChartsOption.plane(
            "heat", places(map.x(), map.xs()), places(map.y(), map.ys()), List.of(cells));
    option.put("visualMap", EChartsOption.colors(map.colors(), map.value(), 2));
    option.put("packed", packed);
    option.put("namedRows", map.y().scale() == Axis.Scale.CATEGORY);
    option.put("labelled", map.x().scale() == Axis.Scale.CATEGORY);
    return option;
  }

  /** Cells stand at places; their axes are those of categories, named by the numbers. */
  private static Map<String, Object> places(Axis axis, double[] at) {
    List<String> names =
        axis.scale() == Axis.Scale.CATEGORY
            ? Arrays.stream(at).mapToObj(axis::text).toList()
            : Arrays.stream(at).mapToObj(HeatMapOption::plain).toList();
    return EChartsOption.axis(Axis.categories(axis.title(), names));
  }

  /** A number as the page's script reads it. */
  private static String plain(double place) {
    return Decimal.of(Significant.round(place)).stripTrailingZeros().toPlainString();
  }

  private static byte[] pack(HeatMap map, Range extent) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * map.xs().length * map.ys().length).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : map.values()) {
      for (float value : row) {
        int code = Float.isFinite(value) ? (int) Math.rint(HIGHEST * extent.share(value)) : NONE;
        bytes.putShort((short) code);
      }
    }
    return bytes.array();
  }
}
