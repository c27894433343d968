package org.throughtime.sweep.job;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.throughtime.sweep.store.HardLinks;

/**
 * The local file system under the scheme {@code dying}, for a process that dies at its k-th change:
 * from then on nothing is done any more. A file that dies while it is written keeps half of what it
 * was given then.
 */
public final class DyingFileSystem extends RawLocalFileSystem implements HardLinks {
  private static final URI NAME = URI.create("dying:///");
  private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

  /** Settings that find it. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.dying.impl", DyingFileSystem.class.getName());
    configuration.setBoolean("fs.dying.impl.disable.cache", true);
    return configuration;
  }

  /** Dies behind that many changes. */
  public static void dieAfter(int changes) {
    LEFT.set(changes);
  }

  /** Changes that were still to be had when nothing died; below 0 where something did. */
  static int left() {
    return LEFT.get();
  }

  private static boolean dead() {
    return LEFT.getAndUpdate(left -> Math.max(-1, left - 1)) <= 0;
  }

  private static void change() throws IOException {
    if (dead()) {
      throw new IOException("dead");
    }
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(f, null, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    return dying(
        super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  private static FSDataOutputStream dying(OutputStream file) throws IOException {
    FilterOutputStream dying =
        new FilterOutputStream(file) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (dead()) {
              out.write(bytes, offset, length / 2);
              out.flush();
              throw new IOException("dead");
            }
            out.write(bytes, offset, length);
          }
        };
    return new FSDataOutputStream(new BufferedOutputStream(dying, 1 << 16), null);
  }

  /** Hadoop would start a chmod, for every file. */
  @Override
  public void setPermission(Path file, FsPermission permission) {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public void link(Path existing, Path name) throws IOException {
    change();
    Files.createLink(pathToFile(name).toPath(), pathToFile(existing).toPath());
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    // What is not there takes no change to take away.
    if (exists(file)) {
      change();
    }
    return super.delete(file, recursive);
  }
}
