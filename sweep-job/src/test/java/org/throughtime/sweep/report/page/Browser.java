package org.throughtime.sweep.report.page;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium. Where there is none, tests that need it are skipped; the system property
 * {@code throughtime.browser=required} makes that a failure.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final ChromeDriver driver;

  private Browser(Path browser, Path control) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    // As root, as CI is, Chromium starts without its sandbox only.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1600,1000");
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(control.toFile())
                .withSilent(true)
                .build(),
            options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
  }

  /** Starts it. */
  public static Browser start() {
    List<Path> found =
        Stream.concat(BROWSERS.stream().limit(BROWSERS.size()), Stream.of("chromedriver"))
            .flatMap(name -> onPath(name).stream())
            .toList();
    boolean there = found.size() > 1 && found.get(found.size() - 1).endsWith("chromedriver");
    String words = "no chromium with chromedriver on this machine: the browser tests are skipped";
    if (!there && !"required".equals(System.getProperty("throughtime.browser"))) {
      System.out.println(words);
      assumeTrue(false, words);
    }
    assertTrue(there, "no chromium with chromedriver on this machine, and the tests require it");
    return new Browser(found.get(0), found.get(found.size() - 1));
  }

  private static java.util.Optional<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a file, and forgets what was logged before. */
  public void open(Path page) {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    driver.get(page.toUri().toString());
  }

  /** Opens an address, and forgets what was logged before. */
  public void open(java.net.URI page) {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    driver.get(page.toString());
  }

  /**
   * Bytes of live JavaScript objects, and the number of nodes: what is garbage is taken away first.
   */
  public long[] memory() {
    driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
    driver.executeCdpCommand("Performance.enable", Map.of());
    Map<String, Double> metrics = new java.util.HashMap<>();
    for (Object metric :
        (List<?>) driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics")) {
      Map<?, ?> one = (Map<?, ?>) metric;
      metrics.put((String) one.get("name"), ((Number) one.get("value")).doubleValue());
    }
    return new long[] {metrics.get("JSHeapUsedSize").longValue(), metrics.get("Nodes").longValue()};
  }

  /** What a script returns. */
  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** A list of texts that a script returns. */
  public List<String> texts(String script) {
    List<String> texts = new ArrayList<>();
    for (Object text : (List<?>) run(script)) {
      texts.add(text.toString());
    }
    return texts;
  }

  /** A number that a script returns. */
  public double number(String script) {
    return ((Number) run(script)).doubleValue();
  }

  /**
   * Waits until a script returns true, for what a page does behind an event. An error after ten
   * seconds.
   */
  void await(String script, String what) throws InterruptedException {
    for (int i = 0; i < 200 && !Boolean.TRUE.equals(run(script)); i++) {
      Thread.sleep(50);
    }
    assertTrue(Boolean.TRUE.equals(run(script)), what);
  }

  /** Every request since the page was opened that is for something else than the page. */
  public List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"")
          && !message.matches("(?s).*\"url\":\"(file:[^\"]*index\\.html|data:)[^\"]*\".*")) {
        requests.add(message);
      }
    }
    return requests;
  }

  /** Every line on the console since the page was opened. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** A window of that width in CSS pixels. */
  public void width(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the reader's system prefers, light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The page on paper. */
  byte[] print() {
    Map<String, Object> printed =
        driver.executeCdpCommand(
            "Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
    return Base64.getDecoder().decode((String) printed.get("data"));
  }

  /** A picture of the window. */
  void picture(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
  }

  public WebElement find(String css) {
    return driver.findElement(org.openqa.selenium.By.cssSelector(css));
  }

  Actions mouse() {
    return new Actions(driver);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
