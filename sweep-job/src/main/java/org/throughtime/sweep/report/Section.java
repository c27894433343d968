package org.throughtime.sweep.report;

import java.util.List;
import java.util.stream.Stream;

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
  public static String idOf(String run) {
    return "run-" + run;
  }

  /** Every block, those of asides and of parts too, in order. */
  Stream<Block> allBlocks() {
    return Stream.concat(
        blocks.stream()
            .flatMap(
                block ->
                    block instanceof Block.Aside aside
                        ? aside.blocks().stream()
                        : Stream.of(block)),
        parts.stream().flatMap(Section::allBlocks));
  }

  /** Every block that a document shows, those of parts too, in order. */
  public Stream<Block> documentBlocks() {
    return Stream.concat(
        blocks.stream().filter(block -> !(block instanceof Block.Aside)),
        parts.stream().flatMap(Section::documentBlocks));
  }
}
