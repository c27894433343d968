package org.throughtime.sweep.compact;

import java.io.Serializable;
import java.util.List;

/**
 * Runs whose files are joined together.
 *
 * @param runs in the order in which their files stand in the joined ones
 */
public record CompactionBatch(List<Files> runs) implements Serializable {
  private static final long serialVersionUID = 1L;

  public CompactionBatch {
    runs = List.copyOf(runs);
  }

  /**
   * What is joined of a run.
   *
   * @param run its name
   * @param paths of the files that are joined, below the results directory
   * @param size of these in bytes
   */
  public record Files(String run, List<String> paths, long size) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Files {
      paths = List.copyOf(paths);
    }
  }
}
