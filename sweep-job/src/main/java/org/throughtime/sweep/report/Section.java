package org.throughtime.sweep.report;

import java.util.List;

/**
 * A part of a report under a heading.
 *
 * @param id that links lead to: unique in the report, letters, digits, dot, hyphen and underscore
 * @param title the heading
 * @param blocks in order
 * @param parts below the blocks, under headings of their own
 */
public record Section(String id, String title, List<Block> blocks, List<Section> parts) {
  public Section {
    if (!id.matches("[A-Za-z][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("no id of a section: " + id);
    }
    blocks = List.copyOf(blocks);
    parts = List.copyOf(parts);
  }

  /** One without parts. */
  public Section(String id, String title, List<Block> blocks) {
    this(id, title, blocks, List.of());
  }

  /** That of a run: names of runs are such that this is an id. */
  static String idOf(String run) {
    return "run-" + run;
  }
}
