package org.throughtime.sweep.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.report.Report;

/** Writes a report as one HTML file that contains everything it shows. */
public final class PageWriter {
  /** Colors of a palette that are not of its series. */
  private static final int FIXED = 6;

  private PageWriter() {}

  /** The file's text. */
  public static String write(Report report) {
    return write(report, "");
  }

  /**
   * The same with one script more, which comes last.
   *
   * @param script the name of its file
   */
  static String withScript(Report report, String script) {
    return write(report, resource(script));
  }

  private static String write(Report report, String script) {
    String body = new PageMarkup().of(report);
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>%s</title>
        <style>
        %s
        %s
        </style>
        </head>
        <body>
        <button type="button" id="theme">Dark</button>
        <main>
        <noscript><p class="missing">The charts are missing: they need JavaScript.</p></noscript>
        %s
        </main>
        <script>
        %s
        </script>
        <script type="application/json" id="themes">%s</script>
        <script>
        %s
        %s
        report.start();
        %s
        </script>
        </body>
        </html>
        """
        .formatted(
            Xml.escape(report.title()),
            colors(),
            resource("report.css"),
            body,
            resource("echarts.min.js"),
            Json.of(Arrays.asList(Palette.LIGHT, Palette.DARK)),
            resource("report.js"),
            resource("tools.js"),
            script);
  }

  /** Both palettes as properties: what the reader's system prefers, unless the reader says. */
  private static String colors() {
    return ":root { color-scheme: light; "
        + properties(Palette.LIGHT)
        + " }\n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) {"
        + " color-scheme: dark; "
        + properties(Palette.DARK)
        + " } }\n@media screen { :root[data-theme=dark] { color-scheme: dark; "
        + properties(Palette.DARK)
        + " } }";
  }

  private static String properties(Palette palette) {
    Map<String, String> colors = new LinkedHashMap<>();
    colors.put("background", palette.background());
    colors.put("text", palette.text());
    colors.put("muted", palette.muted());
    colors.put("grid", palette.grid());
    colors.put("link", palette.series().get(0));
    colors.put("warning", palette.series().get(1));
    for (String series : palette.series()) {
      colors.put("series" + (colors.size() - FIXED), series);
    }
    return colors.entrySet().stream()
        .map(c -> "--" + c.getKey() + ": " + c.getValue() + ";")
        .collect(Collectors.joining(" "));
  }

  private static String resource(String name) {
    try (InputStream in = PageWriter.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
