package org.throughtime.sweep.store;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The kinds of store that a results directory may be on. */
enum ResultsOn {
  LOCAL,
  RENAMING,
  CONDITIONAL;

  /** A results directory, and how to lose the answer to its next write on a condition. */
  record Opened(ResultsDirectory results, Runnable loseAnswer) {}

  /**
   * A directory that is not there yet.
   *
   * @param dir where its files may be
   */
  Opened open(java.nio.file.Path dir) throws IOException {
    Configuration configuration = ObjectFileSystem.configuration();
    return switch (this) {
      case LOCAL -> new Opened(new ResultsDirectory(dir + "/out", configuration), () -> {});
      case RENAMING -> {
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), configuration);
        OneStepFileSystem files = new OneStepFileSystem(local);
        FileStore store = new FileStore(files, new RenamingStore(files));
        yield new Opened(
            new ResultsDirectory(store, dir + "/out", configuration, Machine.THIS, Lease.NONE),
            files::loseAnswer);
      }
      case CONDITIONAL -> {
        ResultsDirectory results =
            new ResultsDirectory("objects://" + UUID.randomUUID() + "/out", configuration);
        ObjectFileSystem files = objects(results);
        yield new Opened(results, () -> files.next(ObjectFileSystem.Put.ANSWER_LOST));
      }
    };
  }

  /** The objects of a directory that is {@link #CONDITIONAL}. */
  static ObjectFileSystem objects(ResultsDirectory results) throws IOException {
    return (ObjectFileSystem) results.root().getFileSystem(results.configuration());
  }
}
