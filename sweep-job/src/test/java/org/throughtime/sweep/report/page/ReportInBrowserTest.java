package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.report.MadeUpSweep;

/** The page as a reader has it. */
class ReportInBrowserTest {
  /** Displayables of ECharts that belong to series, not to axes, legends or tools. */
  private static final String MARKS =
      "const marks = box => { const c = echarts.getInstanceByDom(box); return c ? c.getZr().storage"
          + ".getDisplayList(true).filter(d => (d.z === 2 || d.z === 3) && !d.ignore && !d.invisible"
          + " && d.type !== 'text' && d.getBoundingRect().width + d.getBoundingRect().height > 0)"
          + ".length : 0; };";

  private static final String VISIBLE =
      "const boxes = Array.from(document.querySelectorAll('.chart'))"
          + ".filter(b => !b.closest('figure').hidden);";

  private static final String CONTRAST =
      """
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1); return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
      const lum = c => { const f = c.slice(0, 3).map(v => { v /= 255;
        return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); });
        return .2126 * f[0] + .7152 * f[1] + .0722 * f[2]; };
      const behind = e => { for (let n = e; n; n = n.parentElement) {
        const c = rgb(getComputedStyle(n).backgroundColor); if (c[3] > 200) { return c; } }
        return [255, 255, 255, 255]; };
      const poor = [];
      for (const e of document.querySelectorAll('body *')) {
        // numbers on cells have a test of their own
        if (e.closest('.choice svg') && e.textContent.match(/^[0-9.]+$/)) { continue; }
        if (e.closest('script, style, noscript') || !e.getClientRects().length) { continue; }
        if (!Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim())) { continue; }
        const style = getComputedStyle(e);
        const text = rgb(e instanceof SVGElement ? style.fill : style.color);
        const a = lum(text) + .05, b = lum(behind(e)) + .05;
        if (Math.max(a, b) / Math.min(a, b) < 4.5) { poor.push(e.textContent.trim() + ' ' + text); }
      }
      return poor;
      """;

  @TempDir static Path dir;
  private static Browser browser;
  private static Path canonical;
  private static Path search;
  private static Path lengths;
  private static Path measured;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    canonical = page("canonical", MadeUpSweep.canonical(60));
    search = page("search", MadeUpSweep.search(60, 2, 30));
    lengths = page("lengths", MadeUpSweep.lengths());
    measured = page("measured", MadeUpSweep.measured(Set.of("A1", "A4", "B1"), 100, 200, 400, 500));
  }

  private static Path page(String name, MadeUpSweep sweep) throws IOException {
    Path page = Files.createDirectories(dir.resolve(name)).resolve("index.html");
    return Files.writeString(page, PageWriter.write(sweep.report()));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void asBefore() {
    browser.width(1600);
    browser.prefer("light");
  }

  private static Path named(String name) {
    return switch (name) {
      case "canonical" -> canonical;
      case "search" -> search;
      case "measured" -> measured;
      default -> lengths;
    };
  }

  /** Opens whatever is folded. */
  private static void unfold() {
    browser.run("document.querySelectorAll('details.part').forEach(d => { d.open = true; });");
  }

  private static void drawAll() {
    browser.run("window.dispatchEvent(new Event('beforeprint'));");
  }

  @ParameterizedTest
  @ValueSource(strings = {"canonical", "search", "lengths", "measured"})
  void opensWithoutARequestOrAWordOnTheConsoleAndDrawsEveryChart(String name) {
    browser.open(named(name));
    drawAll();
    List<String> empty =
        browser.texts(
            MARKS + VISIBLE + "return boxes.filter(b => !marks(b)).map(b => b.ariaLabel);");
    assertEquals(List.of(), empty);
    assertTrue(browser.number(VISIBLE + "return boxes.length;") >= 3);
    assertEquals(List.of(), browser.requests());
    assertEquals(List.of(), browser.console());
  }

  @ParameterizedTest
  @ValueSource(strings = {"canonical", "search"})
  void onAPhoneLegendsAreWholeAndContentsShowThatTheyGoOn(String name) {
    browser.width(400);
    browser.open(named(name));
    unfold();
    browser.run(VISIBLE + "boxes.forEach(report.draw);");
    List<String> cut =
        browser.texts(
            VISIBLE
                + """
                const cut = [];
                for (const box of boxes.filter(b => b.dataset.kind === 'line')) {
                  const option = report.optionOf(box);
                  const names = new Set(option.series.map(s => s.name));
                  if (names.size < 2) { continue; }
                  const texts = Array.from(box.querySelectorAll('text'));
                  const of = words => texts.filter(t => t.textContent === words).map(t => t.getBoundingClientRect());
                  const edge = box.getBoundingClientRect();
                  const below = of(option.yAxis.name)[0].top;
                  for (const word of names) {
                    if (!of(word).some(r => r.left >= edge.left && r.right <= edge.right && r.bottom <= below + 1)) {
                      cut.push(box.ariaLabel + ': ' + word);
                    }
                  }
                  // The rows take nothing from the plot.
                  const plot = echarts.getInstanceByDom(box).getModel().getComponent('grid').coordinateSystem.getRect();
                  if (plot.height < 180) { cut.push(box.ariaLabel + ': plot of ' + plot.height); }
                }
                return cut;
                """);
    assertEquals(List.of(), cut);
    assertTrue(
        browser.number(VISIBLE + "return boxes.filter(b => b.dataset.kind === 'line').length;")
            > 0);
    String bar = "const bar = document.querySelector('#contents .bar');";
    assertEquals(
        List.of("fades", "goes on", "ends before the fade"),
        browser.texts(
            bar
                + """
                const says = [];
                if (getComputedStyle(bar).maskImage.includes('gradient')) { says.push('fades'); }
                if (bar.scrollWidth > bar.clientWidth) { says.push('goes on'); }
                bar.scrollLeft = bar.scrollWidth;
                const last = bar.lastElementChild.getBoundingClientRect();
                if (last.right <= bar.getBoundingClientRect().right - 40) { says.push('ends before the fade'); }
                return says;
                """));
  }

  @Test
  void whatIsScrolledToIsDrawnAndWhatIsFarIsNot() throws InterruptedException {
    browser.open(canonical);
    unfold();
    String last = "const b = Array.from(document.querySelectorAll('.chart')).pop();";
    assertEquals(0, browser.number(MARKS + last + "return marks(b);"));
    browser.run(last + "b.scrollIntoView();");
    for (int i = 0; i < 100 && browser.number(MARKS + last + "return marks(b);") == 0; i++) {
      Thread.sleep(50);
    }
    assertTrue(browser.number(MARKS + last + "return marks(b);") > 0);
  }

  @Test
  void chartsHaveNamesOfTheirOwnAndLinksLeadSomewhere() {
    browser.open(canonical);
    List<String> names =
        browser.texts(
            "return Array.from(document.querySelectorAll('.chart[role=img]')).map(b =>"
                + " b.ariaLabel);");
    assertEquals(
        browser.number("return document.querySelectorAll('.chart').length;"), names.size());
    assertTrue(names.stream().allMatch(name -> name.length() > 40), names::toString);
    assertEquals(
        List.of(),
        browser.texts(
            "return Array.from(document.querySelectorAll('a[href^=\"#\"]')).map(a =>"
                + " a.getAttribute('href').slice(1)).filter(id =>"
                + " !document.getElementById(id));"));
    assertEquals(
        List.of(),
        browser.texts(
            "const seen = new Set(); return Array.from(document.querySelectorAll('[id]')).map(e =>"
                + " e.id).filter(id => seen.size === seen.add(id).size);"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1280})
  void contentsDoNotCoverWhatTheirLinksLeadTo(int width) throws InterruptedException {
    browser.width(width);
    browser.open(canonical);
    browser.run("document.querySelector('#contents details').open = true;");
    browser.find("#contents details a[href='#run-A5']").click();
    String below =
        "return document.querySelector('#run-A5 summary').getBoundingClientRect().top"
            + " - document.querySelector('#contents').getBoundingClientRect().bottom;";
    for (int i = 0; i < 60 && Math.abs(browser.number(below)) > 100; i++) {
      Thread.sleep(50);
    }
    assertEquals(20, browser.number(below), 20, "pixels between them");
    assertEquals(false, browser.run("return document.querySelector('#contents details').open;"));
  }

  private static WebElement box(String kind) {
    unfold();
    browser.run(
        "const b = Array.from(document.querySelectorAll('.chart')).find(c =>"
            + " !c.closest('figure').hidden && JSON.parse(document.getElementById(c.id + '-option').textContent).kind === '"
            + kind
            + "'); b.scrollIntoView({block: 'center'}); document.querySelectorAll('.probe')"
            + ".forEach(p => p.classList.remove('probe')); b.classList.add('probe');");
    return browser.find(".probe");
  }

  @ParameterizedTest
  @CsvSource({
    "canonical, line, A1",
    "canonical, histogram, t = 1..T",
    "canonical, heat, iteration",
    "search, listed, interval",
    "lengths, interval, interval"
  })
  void hoveringTellsValues(String name, String kind, String word) throws InterruptedException {
    browser.open(named(name));
    WebElement box = box(kind);
    String text = "";
    for (int i = 0; i < 60 && !text.contains(word); i++) {
      int[] at = point(kind);
      browser.mouse().moveToElement(box, at[0] - i % 3, at[1] + i % 2).perform();
      Thread.sleep(50);
      text =
          browser
              .run(
                  "return Array.from(document.querySelectorAll('.probe > div')).map(d =>"
                      + " d.style.visibility === 'hidden' ? '' : d.innerText).join(' ');")
              .toString();
    }
    assertTrue(text.contains(word) && text.matches("(?s).*\\d.*"), text);
  }

  /** Where there is something to hover over, from the middle of the chart. */
  private static int[] point(String kind) {
    if (!kind.equals("interval") && !kind.equals("listed")) {
      return new int[] {0, 0};
    }
    String at =
        browser
            .run(
                "const b = document.querySelector('.probe'), c = echarts.getInstanceByDom(b);"
                    + "if (!c) { return '0 0'; }"
                    + "const v = c.getOption().series[0].data.find(d => d.value[0] > 0 &&"
                    + " d.value[1] > 0 || d.value[0] > 0).value;"
                    + (kind.equals("listed") ? "const t = [v[0] / 2, v[1]];" : "const t = v;")
                    + "const p = c.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, t);"
                    + "return Math.round(p[0] - b.clientWidth / 2) + ' ' +"
                    + " Math.round(p[1] - b.clientHeight / 2);")
            .toString();
    String[] parts = at.split(" ");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "heat"})
  void draggingZooms(String kind) throws InterruptedException {
    browser.open(canonical);
    WebElement box = box(kind);
    String shown =
        "const c = echarts.getInstanceByDom(document.querySelector('.probe'));"
            + "const z = c ? c.getOption().dataZoom[0] : null; return z ? z.end - z.start : -1;";
    for (int i = 0; i < 60 && browser.number(shown) < 0; i++) {
      Thread.sleep(50);
    }
    assertEquals(100, browser.number(shown), 1e-6);
    browser
        .mouse()
        .moveToElement(box, -60, -20)
        .clickAndHold()
        .moveByOffset(60, 20)
        .moveByOffset(60, 20)
        .release()
        .perform();
    assertTrue(browser.number(shown) < 60, "shows " + browser.number(shown) + " %");
    browser.run(
        "echarts.getInstanceByDom(document.querySelector('.probe')).dispatchAction({type:"
            + " 'restore'});");
    assertEquals(100, browser.number(shown), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "canonical, 390",
    "canonical, 1600",
    "canonical, 2560",
    "search, 390",
    "search, 1600",
    "lengths, 390",
    "measured, 390",
    "measured, 1280"
  })
  void noWidthOverflows(String name, int width) {
    browser.width(width);
    browser.open(named(name));
    unfold();
    assertEquals(width, browser.number("return document.documentElement.clientWidth;"), 20);
    assertEquals(
        browser.number("return document.documentElement.clientWidth;"),
        browser.number("return document.documentElement.scrollWidth;"));
    assertEquals(
        List.of(),
        browser.texts(
            "const w = document.documentElement.clientWidth; return"
                + " Array.from(document.querySelectorAll('main *')).filter(e =>"
                + " (e.matches('caption') || !e.closest('.scroll, .hold, .bar, .command code, svg')) &&"
                + " e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 99));"));
    assertTrue(
        browser.number(
                "return Math.min(...Array.from(document.querySelectorAll('.charts figure:not([hidden])')).map(f"
                    + " => f.clientWidth));")
            > 280);
  }

  @ParameterizedTest
  @CsvSource({
    "canonical, light",
    "canonical, dark",
    "search, light",
    "search, dark",
    "lengths, dark",
    "measured, light",
    "measured, dark"
  })
  void textStandsOutInBothThemes(String name, String scheme) {
    browser.prefer(scheme);
    browser.open(named(name));
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; });");
    drawAll();
    browser.run("window.dispatchEvent(new Event('afterprint'));");
    assertEquals(List.of(), browser.texts(CONTRAST));
  }

  @Test
  void numbersOnCellsStandOutFromThem() {
    browser.open(search);
    drawAll();
    List<String> poor =
        browser.texts(
            CONTRAST.replaceFirst("(?s)const poor = .*", "")
                + """
                const all = echarts.getInstanceByDom(document.querySelector('.choice .chart'));
                const data = all.getModel().getSeriesByIndex(0).getData();
                const poor = [];
                for (let i = 0; i < data.count(); i++) {
                  const a = lum(rgb(data.getItemVisual(i, 'style').fill)) + .05;
                  const b = lum(rgb(data.getItemModel(i).get(['label', 'color']))) + .05;
                  if (Math.max(a, b) / Math.min(a, b) < 4.5) { poor.push(i + ': ' + a + ' ' + b); }
                }
                return data.count() > 0 ? poor : ['no cells'];
                """);
    assertEquals(List.of(), poor);
  }

  @Test
  void theThemeFollowsTheSystemAndTheSwitch() {
    String background = "return getComputedStyle(document.body).backgroundColor;";
    browser.open(canonical);
    Object light = browser.run(background);
    browser.prefer("dark");
    Object dark = browser.run(background);
    assertNotEquals(light, dark);
    browser.find("#theme").click();
    assertEquals(light, browser.run(background));
    browser.find("#theme").click();
    assertEquals(dark, browser.run(background));
    browser.prefer("light");
    assertEquals(dark, browser.run(background));
  }

  @Test
  void onPaperEveryChartIsWhole() throws IOException {
    browser.prefer("dark");
    browser.open(canonical);
    byte[] printed = browser.print();
    try (PDDocument document = Loader.loadPDF(printed)) {
      String text = new PDFTextStripper().getText(document);
      int curves =
          (int)
              browser.number(
                  "return Array.from(document.querySelectorAll('figcaption')).filter(f =>"
                      + " f.textContent.includes('spectral radius')).length;");
      assertEquals(curves, text.split("\\brho\\b\\s*\\n", -1).length - 1 - tableHeadings(text));
      int saturation =
          (int)
              browser.number(
                  "return Array.from(document.querySelectorAll('figcaption')).filter(f =>"
                      + " f.textContent.includes('distance from saturation')).length;");
      assertEquals(saturation, text.split("distance of h_t from saturation", -1).length - 1);
      assertTrue(
          StreamSupport.stream(document.getPages().spliterator(), false)
              .anyMatch(
                  page ->
                      StreamSupport.stream(
                              page.getResources().getXObjectNames().spliterator(), false)
                          .anyMatch(x -> page.getResources().isImageXObject(x))),
          "no page has an image of a heat map");
    }
    drawAll();
    assertEquals(
        List.of(),
        browser.texts(
            VISIBLE
                + "return boxes.filter(b => b.getBoundingClientRect().right > 702 ||"
                + " getComputedStyle(b.closest('.row') || b).display === 'grid').map(b =>"
                + " b.ariaLabel);"));
    browser.run("window.dispatchEvent(new Event('afterprint'));");
  }

  /** The word stands in the heading of the table of runs too. */
  private static int tableHeadings(String text) {
    return text.matches("(?s).*valid NLL rho\\s*\\n.*") ? 1 : 0;
  }

  @Test
  void aHeatMapOverTwoOtherFlagsIsChosen() {
    browser.open(search);
    String shown =
        "return Array.from(document.querySelectorAll('.choice figure')).filter(f =>"
            + " !f.hidden).map(f => f.innerText.split('\\n')[0]);";
    assertEquals(List.of("Success rate by init and lr"), browser.texts(shown));
    browser.run(
        "const s = document.querySelector('.choice select'); s.selectedIndex = 2;"
            + " s.dispatchEvent(new Event('change'));");
    assertEquals(List.of("Success rate by lr and alpha"), browser.texts(shown));
  }

  @Test
  void aTableIsSortedByAHeading() {
    browser.open(search);
    String first =
        "return Array.from(document.querySelector('#all-runs .scroll"
            + " table').tBodies[0].rows).slice(0, 2).map(r =>"
            + " r.cells[2].textContent);";
    String click =
        "document.querySelector('#all-runs .scroll table')"
            + ".tHead.rows[0].cells[2].querySelector('button').click();";
    browser.run(click + click);
    List<String> rows = browser.texts(first);
    assertTrue(Integer.parseInt(rows.get(0)) > Integer.parseInt(rows.get(1)), rows::toString);
  }

  @Test
  void aThousandRunsOpenInUnderThreeSeconds() throws IOException {
    Path page = page("thousand", MadeUpSweep.search(1000, 12, 1000));
    assertTrue(Files.size(page) < 20_000_000, Files.size(page) + " bytes");
    browser.open(page);
    double seconds =
        browser.number(
            "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd /"
                + " 1000;");
    System.out.printf("report of 1000 runs: %d bytes, open in %.2f s%n", Files.size(page), seconds);
    assertTrue(seconds > 0 && seconds < 3, seconds + " s");
  }

  @Test
  void aVerdictOfEveryRunComesFirstAndLeadsToItsSection() throws InterruptedException {
    browser.open(canonical);
    assertEquals(
        List.of("A1", "A2", "A3", "A4", "A5", "B1", "B2"),
        browser.texts(
            "return Array.from(document.querySelector('main > section').querySelectorAll("
                + "'.verdicts li div > a:first-child')).map(a => a.textContent);"));
    assertEquals(
        7,
        browser.number("return document.querySelectorAll('.verdicts .spark path[d^=M]').length;"));
    assertTrue(
        browser.number(
                "return document.querySelector('.verdicts li').getBoundingClientRect().bottom;")
            < 1000,
        "on the first screen");
    browser.find(".verdicts li:nth-child(2) div > a").click();
    browser.await(
        "return document.querySelector('#run-A2 > details').open;",
        "a link opens what it leads to");
  }

  @Test
  void aRunHasOneColorThroughoutAndItsSecondLineThatOfText() {
    browser.open(canonical);
    unfold();
    drawAll();
    assertEquals(
        List.of(),
        browser.texts(
            """
            const wrong = [];
            const of = {};
            const rgb = c => { const s = document.createElement('i').style; s.color = c; return s.color; };
            document.querySelectorAll('.verdicts li').forEach(li => {
              of[li.querySelector('div > a').textContent] = getComputedStyle(li.querySelector('.spark')).color;
            });
            let seen = 0;
            document.querySelectorAll('#overlays .chart, #comparisons .chart').forEach(box => {
              if (box.dataset.kind !== 'line') { return; }
              echarts.getInstanceByDom(box).getOption().series.forEach(s => {
                if (!(s.name in of)) { return; }
                seen++;
                if (rgb(s.color) !== of[s.name]) { wrong.push(box.ariaLabel + s.name + s.color); }
              });
            });
            document.querySelectorAll('#runs section').forEach(section => {
              section.querySelectorAll('.chart').forEach(box => {
                if (!['line', 'histogram'].includes(box.dataset.kind)) { return; }
                echarts.getInstanceByDom(box).getOption().series.forEach((s, place) => {
                  seen++;
                  const text = getComputedStyle(document.body).color;
                  const own = place === 0 ? of[section.id.replace('run-', '')] : text;
                  if (rgb(s.color) !== own) { wrong.push(box.ariaLabel + s.name + s.color); }
                });
              });
            });
            return seen > 90 ? wrong : ['only ' + seen + ' series'];
            """));
  }

  private static final String OVERLAYS =
      "const lines = Array.from(document.querySelectorAll('#overlays .chart'));"
          + "const of = i => echarts.getInstanceByDom(lines[i]);";

  @Test
  void aRunHiddenInOneChartIsHiddenInAllOfItsFigure() {
    browser.open(canonical);
    drawAll();
    browser.run(OVERLAYS + "of(0).dispatchAction({ type: 'legendToggleSelect', name: 'A2' });");
    assertEquals(
        true,
        browser.run(
            OVERLAYS
                + "return lines.length > 2 && lines.every((b, i) =>"
                + " of(i).getOption().legend[0].selected.A2 === false);"));
    browser.run(OVERLAYS + "of(1).dispatchAction({ type: 'legendToggleSelect', name: 'A2' });");
    assertEquals(
        true,
        browser.run(
            OVERLAYS + "return lines.every((b, i) => of(i).getOption().legend[0].selected.A2);"));
  }

  @Test
  void aStretchChosenInOneChartIsShownInThoseOverTheSameQuantity() {
    browser.open(canonical);
    drawAll();
    browser.run(
        OVERLAYS
            + "of(0).dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: 200,"
            + " endValue: 400 });");
    assertEquals(
        List.of(),
        browser.texts(
            OVERLAYS
                + """
                return lines.filter((b, i) => {
                  const option = of(i).getOption(), z = option.dataZoom[0];
                  const chosen = z.startValue === 200 && z.endValue === 400;
                  return chosen !== (option.xAxis[0].name === 'iteration');
                }).map(b => b.ariaLabel);
                """));
  }

  @Test
  void aScaleIsSwitchedBetweenLinearAndLogarithmic() {
    browser.open(canonical);
    drawAll();
    String type =
        "return echarts.getInstanceByDom(document.querySelector('#overlays .chart'))"
            + ".getOption().yAxis[0].type;";
    String click = "document.querySelector('#overlays .tools button').click();";
    assertEquals("value", browser.run(type));
    browser.run(click);
    assertEquals("log", browser.run(type));
    assertTrue(
        browser.number(MARKS + "return marks(document.querySelector('#overlays .chart'));") > 0);
    browser.run(click);
    assertEquals("value", browser.run(type));
    assertEquals(List.of(), browser.console());
  }

  @ParameterizedTest
  @CsvSource({
    "canonical, line",
    "canonical, heat",
    "search, parallel",
    "lengths, interval",
    "measured, scatter"
  })
  void aChartIsSavedAsPngSvgAndCsv(String name, String kind) {
    browser.open(named(name));
    box(kind);
    String saved =
        """
        const figure = document.querySelector('.probe').closest('figure');
        const menu = figure.querySelector('.tools select');
        const got = [];
        HTMLAnchorElement.prototype.click = function () { got.push(this.download + ' ' + this.href); };
        ['PNG', 'SVG', 'CSV'].forEach(f => { menu.value = f; menu.dispatchEvent(new Event('change')); });
        return got;
        """;
    List<String> files = browser.texts(saved);
    assertTrue(
        files.get(0).matches("[a-z0-9-]+\\.png data:image/png;base64,.{2000,}"), files.get(0));
    assertTrue(
        files.get(1).matches("(?s)[a-z0-9-]+\\.svg data:image/svg.*%3Csvg.{2000,}"), files.get(1));
    assertTrue(files.get(2).matches("[a-z0-9-]+\\.csv blob:.*"), files.get(2));
    List<String> rows =
        browser.texts(
            "return report.rows(JSON.parse(document.getElementById(document.querySelector("
                + "'.probe').id + '-option').textContent)).map(r => r.join(','));");
    assertTrue(rows.size() > 3, "" + rows);
    assertEquals(1, rows.stream().map(row -> row.split(",", -1).length).distinct().count());
    assertEquals(List.of(), browser.console());
  }

  @Test
  void aCommandIsCopied() throws InterruptedException {
    browser.open(canonical);
    unfold();
    browser.run(
        "const b = document.querySelector('.command button'); b.scrollIntoView({block:"
            + " 'center'});");
    browser.find(".command button").click();
    String text = "return document.querySelector('.command button').textContent;";
    for (int i = 0; i < 40 && !browser.run(text).equals("Copied"); i++) {
      Thread.sleep(25);
    }
    assertEquals("Copied", browser.run(text));
  }

  @Test
  void everyChartHasALinkThatLeadsToIt() {
    browser.open(canonical);
    assertEquals(
        List.of(),
        browser.texts(
            "return Array.from(document.querySelectorAll('figure')).filter(f =>"
                + " f.querySelector('.tools a').getAttribute('href') !== '#' + f.id ||"
                + " document.getElementById(f.id) !== f).map(f => f.outerHTML.slice(0, 90));"));
    browser.run("location.hash = document.querySelector('#runs figure').id;");
    browser.run("window.dispatchEvent(new HashChangeEvent('hashchange'));");
    assertTrue(browser.number("return document.querySelector('#runs figure').clientWidth;") > 200);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1600})
  void contentsStayInSightAndAPhoneHasLittleToScroll(int width) {
    browser.width(width);
    browser.open(canonical);
    double height = browser.number("return document.documentElement.scrollHeight;");
    assertTrue(height < 12_000, height + " px");
    browser.run("window.scrollTo(0, document.documentElement.scrollHeight / 2);");
    double top =
        browser.number("return document.querySelector('#contents').getBoundingClientRect().top;");
    assertTrue(top >= 0 && top < 40, "at " + top);
  }

  @Test
  void linesOfParallelCoordinatesAreChosenByABrush() throws InterruptedException {
    browser.open(search);
    box("parallel");
    drawAll();
    String count = "return document.querySelector('.count').textContent;";
    assertTrue(browser.run(count).toString().startsWith("Drag along an axis"));
    browser.run(
        """
        const chart = echarts.getInstanceByDom(document.querySelector('.probe'));
        const axis = chart.getModel().getComponent('parallelAxis', 1);
        const [low, high] = axis.axis.scale.getExtent();
        chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: axis.id,
          intervals: [[low, low + (high - low) / 3]] });
        """);
    for (int i = 0; i < 40 && !browser.run(count).toString().contains("chosen"); i++) {
      Thread.sleep(50);
    }
    assertTrue(
        browser.run(count).toString().matches("\\d+ of \\d+ lines chosen.*"),
        browser.run(count).toString());
  }

  private static final String DASHED_IN_LEGEND =
      """
      const legend = chart.getModel().getComponent('legend', 0);
      let dashed = 0;
      chart.getViewOfComponentModel(legend).group.traverse(e => {
        const dash = e.style && e.style.lineDash;
        if (dash && dash !== 'solid' && e.style.stroke) { dashed++; }
      });
      return dashed;
      """;

  @Test
  void aLegendIsDashedWhereItsLineIs() {
    browser.open(canonical);
    drawAll();
    assertTrue(
        browser.number(
                "const chart = echarts.getInstanceByDom(document.querySelector('#overlays .chart'));"
                    + DASHED_IN_LEGEND)
            >= 4);
  }

  /** Three charts beside each other leave least room. */
  @Test
  void aLegendIsWholeInANarrowChart() {
    browser.width(1120);
    browser.open(canonical);
    unfold();
    String chart =
        "const chart = report.draw(Array.from(document.querySelectorAll('#comparison-1 .chart'))"
            + ".find(b => b.ariaLabel.includes('A2') && b.ariaLabel.includes('before and after')));";
    assertTrue(browser.number(chart + "return chart.getWidth();") < 400);
    assertEquals(
        List.of("before clipping", "after clipping"),
        browser.texts(
            chart
                + "return chart.getZr().storage.getDisplayList(true)"
                + ".filter(e => e.type === 'tspan' || e.type === 'text')"
                + ".map(e => e.style.text).filter(text => / clipping|^1\\/[^1]/.test(text));"));
  }

  @Test
  void aLegendTellsTheGatesOfARunApart() {
    browser.open(canonical);
    unfold();
    String gates =
        "const chart = report.draw(Array.from(document.querySelectorAll('#run-A4 .chart'))"
            + ".find(b => b.ariaLabel.includes('gates at')));";
    assertEquals(
        2,
        browser.number(gates + DASHED_IN_LEGEND),
        "z has the dashes of the fourth run, r has others");
    assertEquals(
        2,
        browser.number(
            gates
                + "return new Set(chart.getOption().series.map("
                + "s => s.color + s.lineStyle.type)).size;"),
        "z and r look different");
  }

  private static final String SLIDER =
      "const slider = document.querySelector('#dynamics-A1 .slider');";

  /** The titles of the charts of a slider that are in sight, without the name of the run. */
  private static List<String> shownMoment() {
    return browser.texts(
        SLIDER
            + "return Array.from(slider.querySelectorAll('figure')).filter(f => f.clientWidth > 0)"
            + ".map(f => f.querySelector('figcaption span').textContent.replace('A1: ', ''));");
  }

  private static void drawMeasured() {
    browser.run(
        "document.querySelectorAll('#dynamics details.part').forEach(d => { d.open = true; });"
            + "document.querySelectorAll('#dynamics .chart').forEach(b => {"
            + " if (b.clientWidth > 0) { report.drawn.add(b); report.draw(b); } });");
  }

  @Test
  void aSliderStepsThroughCheckpoints() {
    browser.open(measured);
    drawMeasured();
    assertEquals(
        List.of(
            "states in two principal components, iteration 500",
            "eigenvalues of W_hh and of Jacobians, iteration 500",
            "singular values of ds_T / ds_t, iteration 500"),
        shownMoment());
    browser.run(SLIDER + "slider.scrollIntoView();");
    browser.find("#dynamics-A1 .slider input").sendKeys(Keys.ARROW_LEFT);
    assertEquals("400", browser.find("#dynamics-A1 .slider output").getText());
    assertTrue(shownMoment().stream().allMatch(title -> title.endsWith(" 400")));
    assertEquals(
        List.of(true, true, true),
        browser.run(
            MARKS
                + SLIDER
                + "return Array.from(slider.querySelectorAll('.chart')).filter(b => b.clientWidth >"
                + " 0).map(b => marks(b) > 0);"),
        "drawn at once");
    browser.run(
        SLIDER
            + "const range = slider.querySelector('input');"
            + "for (const at of [0, 1, 2, 3, 0]) { range.value = at;"
            + " range.dispatchEvent(new Event('input')); }");
    assertTrue(shownMoment().stream().allMatch(title -> title.endsWith(" 100")));
    assertEquals(
        3,
        browser.number(
            SLIDER
                + "return Array.from(slider.querySelectorAll('.chart'))"
                + ".filter(b => echarts.getInstanceByDom(b)).length;"),
        "charts that are out of sight use no memory");
    assertEquals(List.of(), browser.console());
  }

  @Test
  void aLinkToAChartOfAnotherMomentShowsThatMoment() {
    browser.open(measured);
    browser.run(
        SLIDER
            + "location.hash = slider.querySelectorAll('figure')[3].id;"
            + "window.dispatchEvent(new HashChangeEvent('hashchange'));");
    assertTrue(
        shownMoment().stream().allMatch(title -> title.endsWith(" 200")), "" + shownMoment());
    assertEquals("200", browser.find("#dynamics-A1 .slider output").getText());
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void theUnitCircleIsRoundAndWhole(int width) {
    browser.width(width);
    browser.open(measured);
    drawMeasured();
    assertEquals(
        List.of(),
        browser.texts(
            """
            const wrong = [];
            let seen = 0;
            for (const box of document.querySelectorAll('#dynamics .chart[data-kind=scatter]')) {
              if (!box.clientWidth || !box.ariaLabel.includes('eigenvalues')) { continue; }
              const chart = report.draw(box);
              const at = p => chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, p);
              const [west, east, south, north] = [[-1, 0], [1, 0], [0, -1], [0, 1]].map(at);
              const ratio = (east[0] - west[0]) / (south[1] - north[1]);
              seen++;
              if (Math.abs(ratio - 1) > .01) { wrong.push(box.ariaLabel + ratio); }
              if (west[0] < 0 || east[0] > box.clientWidth || north[1] < 0 || south[1] > box.clientHeight) {
                wrong.push(box.ariaLabel + ' is cut');
              }
            }
            return seen === 3 ? wrong : ['only ' + seen];
            """));
  }

  @Test
  void pointsAreFilledWhereTheyAreStableAndOpenWhereTheyAreSaddles() {
    browser.open(measured);
    drawMeasured();
    assertEquals(
        List.of("answers 0 (stable) true", "answers 1 (saddle) false", "answers 1 (stable) true"),
        browser.texts(
            """
            const box = Array.from(document.querySelectorAll('#dynamics-A1 .slider .chart')).find(b =>
              b.clientWidth > 0 && b.ariaLabel.includes('states in two'));
            return echarts.getInstanceByDom(box).getOption().series
              .filter(s => s.type === 'scatter' && s.symbol === 'circle')
              .map(s => s.name + ' ' + !(s.itemStyle && s.itemStyle.borderColor && s.itemStyle.color !== s.itemStyle.borderColor));
            """));
    assertEquals(
        true,
        browser.run(
            """
            const box = Array.from(document.querySelectorAll('#dynamics-A1 .slider .chart')).find(b =>
              b.clientWidth > 0 && b.ariaLabel.includes('states in two'));
            const all = echarts.getInstanceByDom(box).getZr().storage.getDisplayList(true);
            const places = type => all.flatMap((d, i) => d.type === type && d.z === 2 ? [i] : []);
            const lines = places('ec-polyline'), points = places('path');
            return lines.length > 0 && points.length > 0 && Math.max(...lines) < Math.min(...points);
            """),
        "points lie on lines");
  }

  @Test
  void everyRowOfTheRetentionMapHasItsNumberOfDistractors() {
    browser.open(measured);
    drawMeasured();
    assertEquals(
        List.of("10", "100", "1000", "5000"),
        browser.texts(
            """
            const box = document.querySelector('#dynamics-A1 .chart[data-kind=heat]');
            const chart = echarts.getInstanceByDom(box);
            const axis = chart.getModel().getComponent('yAxis', 0).axis;
            return axis.getViewLabels().map(l => l.formattedLabel);
            """));
    assertTrue(
        browser.number(
                """
                const box = document.querySelector('#dynamics-A1 .chart[data-kind=heat]');
                const option = JSON.parse(document.getElementById(box.id + '-option').textContent);
                return Array.from(report.unpack(option.packed)).filter(Number.isNaN).length;
                """)
            >= 4,
        "columns that nothing was measured for are empty");
  }

  @Test
  void aValueThatTellsNetworksApartHasALine() {
    browser.open(measured);
    drawMeasured();
    assertEquals(
        List.of("0"),
        browser.texts(
            """
            const box = Array.from(document.querySelectorAll('#dynamics-A1 .chart')).find(b =>
              b.ariaLabel.includes('Lyapunov'));
            return echarts.getInstanceByDom(box).getOption().series.filter(s => s.markLine)
              .flatMap(s => s.markLine.data.map(d => String(d.yAxis)));
            """));
  }

  /** A run of one checkpoint beside another: an axis of one value. */
  @Test
  void noPathIsInfinite() throws IOException {
    browser.open(page("once", MadeUpSweep.canonical(1)));
    drawAll();
    assertEquals(
        List.of(),
        browser.texts(
            "return Array.from(document.querySelectorAll('svg path')).map(p =>"
                + " p.getAttribute('d') || '').filter(d => /Infinity|NaN/.test(d));"));
    assertEquals(List.of(), browser.console());
  }

  @Test
  void sweepsWithNothingToShowOpenToo() throws IOException {
    browser.open(page("empty", new MadeUpSweep()));
    assertTrue(browser.find("#overview").getText().contains("no runs"));
    assertEquals(List.of(), browser.console());
    browser.open(
        page(
            "failed",
            new MadeUpSweep()
                .addEmpty(TestRuns.canonical("name", "f"), "failed", Optional.of("no <memory>"))
                .addEmpty(TestRuns.canonical("name", "w"), "waiting", Optional.empty())));
    unfold();
    assertTrue(browser.find("#run-f").getText().contains("This run failed: no <memory>"));
    assertTrue(browser.find("#run-w").getText().contains("no checkpoint"));
    assertEquals(List.of(), browser.console());
  }
}
