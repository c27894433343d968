package org.throughtime.sweep.compact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.Catalog;
import org.throughtime.sweep.store.JoinedGroup;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * What to join in a directory.
 *
 * @param base the catalog that it is for
 * @param replaced groups whose runs are joined again, with others
 * @param batches runs that are joined together
 */
public record CompactionPlan(
    Catalog base, List<JoinedGroup> replaced, List<CompactionBatch> batches) {
  /** Bytes of a batch, up to a run more: a task has them in memory, twice for a moment. */
  private static final long BATCH = 32L << 20;

  /** Of a run with more, a few files more or less do not matter. */
  private static final long MOST_OF_A_RUN = 4L << 20;

  public CompactionPlan {
    replaced = List.copyOf(replaced);
    batches = List.copyOf(batches);
  }

  /**
   * Plans it: runs whose training has ended and of which no file is missing.
   *
   * @param rejoins whether groups that are small, or of which much does not count any more, are
   *     joined again
   * @throws IOException where the directory cannot be read
   */
  public static CompactionPlan of(SweepSnapshot sweep, boolean rejoins) throws IOException {
    ResultsDirectory directory = sweep.directory();
    Listing listing = Listing.of(directory);
    Catalog base = directory.catalog();
    List<CompactionBatch.Files> ready = new ArrayList<>();
    Set<String> again = new HashSet<>();
    List<JoinedGroup> open = new ArrayList<>();
    for (JoinedGroup group : base.groups()) {
      boolean small = group.size() < BATCH / 2 || group.left().size() > group.runs().size();
      if (rejoins && small) {
        open.add(group);
        again.addAll(group.runs());
      }
    }
    Set<String> whole = new HashSet<>();
    boolean more = open.size() > 1 || open.stream().anyMatch(group -> !group.left().isEmpty());
    List<RunSpec> candidates =
        sweep.runs().stream()
            .filter(run -> !base.has(run.name()) || again.contains(run.name()))
            .toList();
    for (RunSpec spec : sweep.whole(candidates)) {
      String run = spec.name();
      CompactionBatch.Files files = files(directory, listing, run);
      if (files.size() <= MOST_OF_A_RUN) {
        ready.add(files);
        whole.add(run);
        more |= !base.has(run);
      }
    }
    // A run that was damaged in a joined file is left there, for the sweep to repair it.
    open.removeIf(group -> !whole.containsAll(group.runs()));
    Set<String> kept = new HashSet<>(base.runs());
    open.forEach(group -> kept.removeAll(group.runs()));
    ready.removeIf(files -> kept.contains(files.run()));
    return more
        ? new CompactionPlan(base, open, batches(ready))
        : new CompactionPlan(base, List.of(), List.of());
  }

  private static CompactionBatch.Files files(
      ResultsDirectory directory, Listing listing, String run) throws IOException {
    List<String> paths = new ArrayList<>();
    long size = 0;
    for (Path file : listing.of(run)) {
      if (directory.joinable(file).isPresent()) {
        paths.add(directory.path(file));
        size += listing.status(file).map(FileStatus::getLen).orElse(0L);
      }
    }
    return new CompactionBatch.Files(run, paths, size);
  }

  /** As few as there can be, of about the same size: there is a task for each. */
  private static List<CompactionBatch> batches(List<CompactionBatch.Files> runs) {
    long total = runs.stream().mapToLong(CompactionBatch.Files::size).sum();
    long each = total / Math.max(1, (total + BATCH - 1) / BATCH);
    List<CompactionBatch> batches = new ArrayList<>();
    List<CompactionBatch.Files> batch = new ArrayList<>();
    long size = 0;
    for (CompactionBatch.Files run : runs) {
      batch.add(run);
      size += run.size();
      if (size >= each) {
        batches.add(new CompactionBatch(batch));
        batch.clear();
        size = 0;
      }
    }
    if (!batch.isEmpty()) {
      batches.add(new CompactionBatch(batch));
    }
    return batches;
  }
}
