package org.throughtime.sweep.report.page;

import java.util.Locale;
import java.util.Map;
import org.throughtime.sweep.report.Report;

/**
 * The page of a sweep that may be training: it asks the server that it came from for updates.
 *
 * @param report what it shows
 * @param stamp names the moment that it shows
 * @param state of the sweep
 */
public record LivePage(Report report, String stamp, State state) {
  /** What a sweep does. */
  public enum State {
    /** A driver is at work on it. */
    TRAINING,
    /** No driver has been at work on it since it is watched. */
    WAITING,
    /** Its driver has ended, and so have its runs. */
    ENDED,
    /** Its driver has ended before its runs have. */
    STOPPED
  }

  private String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The page. */
  public String whole() {
    return PageWriter.withScript(report, "live.js")
        .replaceFirst(
            "<main>",
            "<main data-stamp=\""
                + stamp
                + "\" data-state=\""
                + word()
                + "\">"
                + "<p id=\"live\" role=\"status\"></p>");
  }

  /** What an open page takes in place of what it shows, as JSON. */
  public String update() {
    return Json.of(Map.of("stamp", stamp, "state", word(), "body", new PageMarkup().of(report)));
  }
}
