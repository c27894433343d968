package org.throughtime.sweep.report;

import java.util.List;

/**
 * A report, however it is shown.
 *
 * @param title one line
 * @param subtitle one line
 * @param sections in order
 */
public record Report(String title, String subtitle, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }
}
