package org.throughtime.sweep.store;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Hadoop's local file system with the renaming of HDFS, which looks and renames in one step. A test
 * may have the answer to the next renaming lost.
 */
final class OneStepFileSystem extends FilterFileSystem {
  private final AtomicInteger lost = new AtomicInteger();

  OneStepFileSystem(RawLocalFileSystem local) {
    super(local);
  }

  /** So that a results directory may be there. */
  @Override
  public URI getUri() {
    return URI.create("hdfs://test");
  }

  /** The next renaming is done, and its answer gets lost. */
  void loseAnswer() {
    lost.set(1);
  }

  @Override
  @SuppressWarnings("deprecation")
  protected synchronized void rename(Path from, Path to, Options.Rename... options)
      throws IOException {
    super.rename(from, to, options);
    if (lost.getAndSet(0) > 0) {
      throw new IOException("no answer");
    }
  }
}
