package org.throughtime.sweep.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.impl.OpenFileParameters;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A simulated disk behind a network, as one process sees it: HDFS, which renames in one step, or
 * S3, which puts objects on condition.
 */
class SimulatedFileSystem extends FileSystem {
  private final SimulatedFiles files;
  private final URI uri;

  SimulatedFileSystem(SimulatedFiles files, String scheme) {
    this.files = files;
    this.uri = URI.create(scheme + "://simulated");
    setConf(SimulatedFiles.CONFIGURATION);
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return files.open(path, null);
  }

  /** Reads the object of the status, or none: a mixture of two is an error of S3A, too. */
  @Override
  protected CompletableFuture<FSDataInputStream> openFileWithOptions(
      Path path, OpenFileParameters parameters) throws IOException {
    FileStatus status = parameters.getStatus();
    String etag = status instanceof EtagSource source ? source.getEtag() : null;
    CompletableFuture<FSDataInputStream> opened = new CompletableFuture<>();
    try {
      opened.complete(files.open(path, etag));
    } catch (IOException e) {
      opened.completeExceptionally(e);
    }
    return opened;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return new FSDataOutputStream(files.create(path), null);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public FSDataOutputStreamBuilder createFile(Path path) {
    return new Builder(path);
  }

  /** The builder of a put. */
  private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    Builder(Path path) {
      super(SimulatedFileSystem.this, path);
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      boolean ifAbsent =
          getOptions()
              .getBoolean(
                  Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, false);
      String ifMatch =
          getOptions()
              .get(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, "");
      OutputStream object =
          new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
              files.put(getPath(), toByteArray(), ifAbsent, ifMatch);
            }
          };
      return new FSDataOutputStream(object, null);
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new AssertionError("append " + path);
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new AssertionError("rename " + from + " without options");
  }

  @Override
  @SuppressWarnings("deprecation")
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    files.rename(from, to, options[0] == Options.Rename.OVERWRITE);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return files.delete(path);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    return files.list(folder);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return files.status(path);
  }

  @Override
  public void setWorkingDirectory(Path folder) {}

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) {
    return true;
  }
}
