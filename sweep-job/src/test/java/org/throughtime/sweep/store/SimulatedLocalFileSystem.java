package org.throughtime.sweep.store;

import java.io.File;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A simulated disk of the machine itself, or one that it reaches as if it were. */
final class SimulatedLocalFileSystem extends RawLocalFileSystem {
  private final transient SimulatedFiles files;
  private final transient SimulatedLinks links;

  SimulatedLocalFileSystem(SimulatedFiles files) {
    this.files = files;
    this.links = new SimulatedLinks(files);
    setConf(SimulatedFiles.CONFIGURATION);
  }

  @Override
  public File pathToFile(Path path) {
    return new Linked(path, links);
  }

  /** A file whose system calls are simulated. */
  private static final class Linked extends File {
    private static final long serialVersionUID = 1L;
    private final transient SimulatedLinks links;

    Linked(Path path, SimulatedLinks links) {
      super(path.toUri().getPath());
      this.links = links;
    }

    @Override
    public java.nio.file.Path toPath() {
      return links.path(getPath());
    }
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return files.open(path, null);
  }

  @Override
  public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
    return new FSDataOutputStream(files.create(path), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    files.rename(from, to, true);
    return true;
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
  public boolean exists(Path path) throws IOException {
    try {
      files.status(path);
      return true;
    } catch (java.io.FileNotFoundException e) {
      return false;
    }
  }
}
