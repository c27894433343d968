package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.table.TableName;

/** Reads the directory again and again, as status and sql do, and tells the witness. */
final class SimulatedReader {
  private final Cluster cluster;
  private final SimulatedProcess process;
  private final ResultsDirectory directory;
  private final Set<Path> rows = new HashSet<>();

  SimulatedReader(Cluster cluster, SimulatedProcess process) {
    this.cluster = cluster;
    this.process = process;
    this.directory = cluster.directory(process);
  }

  void run() {
    while (!cluster.weather().isCalm()) {
      try {
        process.sleep(cluster.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));
        readOnce();
      } catch (IOException e) {
        // The storage is away, or a file went between two requests.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void readOnce() throws IOException {
    boolean written = cluster.isManifestWritten();
    if (cluster.scheduler().oneIn(4) && SweepManifest.read(directory).isEmpty() && written) {
      cluster.scheduler().fail("a reader found no manifest");
    }
    SweepOwner.alive(directory);
    Set<Path> found = new HashSet<>();
    Listing listing = Listing.ofRuns(directory);
    for (RunSpec run : Cluster.RUNS) {
      Path row = directory.row(run.name());
      if (listing.has(row)) {
        read(row, found);
      }
      for (Path segment : listing.segments(TableName.ITERATIONS, run.name())) {
        read(segment, found);
      }
    }
    rows.removeIf(row -> cluster.witness().mayLack(row.toUri().getPath()));
    if (!found.containsAll(rows)) {
      cluster.scheduler().fail("a reader found " + found + ", and before " + rows);
    }
    rows.addAll(found);
  }

  private void read(Path file, Set<Path> found) throws IOException {
    if (!found.add(file)) {
      cluster.scheduler().fail("a reader found " + file + " twice");
    }
    try {
      cluster.witness().read(file.toUri().getPath(), directory.read(file));
    } catch (FileNotFoundException e) {
      // Another one took its place while it was read.
    }
  }
}
