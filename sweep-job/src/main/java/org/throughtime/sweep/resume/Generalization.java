package org.throughtime.sweep.resume;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.Tables;

/**
 * The rows of a run in {@code generalization}: one file, and its checksum in a file beside the
 * run's checksums.
 *
 * <p>Rows count only if the file matches that checksum. Otherwise they are computed again.
 */
public final class Generalization {
  /** Drawn lengths first; one evaluation after the other. */
  private static final Comparator<GeneralizationRow> ORDER =
      Comparator.comparingLong(GeneralizationRow::seed)
          .thenComparingLong(GeneralizationRow::sequences)
          .thenComparingDouble(GeneralizationRow::stateNoise)
          .thenComparing(row -> row.length().orElse(0));

  private final ResultsDirectory directory;

  /**
   * @param directory where the run is
   */
  public Generalization(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * Makes the table readable, though it has no rows yet, and takes away what dead attempts began to
   * write. Only the driver that owns the directory may.
   */
  public void prepare() throws IOException {
    for (Path file : Listing.of(directory).temporary()) {
      directory.delete(file);
    }
    new TableFiles(directory).schema(Tables.GENERALIZATION);
  }

  /**
   * The rows of a run's weights.
   *
   * @param steps n of the last iteration behind the weights
   * @return in order; empty where the file is not whole
   * @throws IOException where the directory cannot be read
   */
  public List<GeneralizationRow> read(RunSpec run, int steps) throws IOException {
    byte[] file;
    String sums;
    try {
      file = directory.read(directory.generalization(run.name()));
      sums = directory.readText(directory.generalizationChecksums(run.name()));
    } catch (FileNotFoundException e) {
      return List.of();
    }
    if (!sums.startsWith(Sha256.of(file) + " ")) {
      return List.of();
    }
    try {
      return Tables.GENERALIZATION.read(file, GeneralizationRow::new).stream()
          .filter(row -> row.isOf(run, steps))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Commits rows of a run in place of those that are there, the checksum last.
   *
   * @param rows all that are to be there, in any order
   * @return the same in order
   */
  public List<GeneralizationRow> commit(RunSpec run, List<GeneralizationRow> rows)
      throws IOException {
    List<GeneralizationRow> ordered = new ArrayList<>(rows);
    ordered.sort(ORDER);
    CommittedFile file = new TableFiles(directory).generalization(run.name(), ordered);
    directory.commitText(
        directory.generalizationChecksums(run.name()), CommittedFile.lines(List.of(file)));
    return ordered;
  }
}
