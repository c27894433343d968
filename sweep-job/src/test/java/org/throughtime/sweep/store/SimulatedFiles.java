package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The operations of every kind of simulated file system, for one process. Faulty ones, which a test
 * of the simulation makes, override some.
 */
class SimulatedFiles {
  static final Configuration CONFIGURATION = new Configuration(false);

  private final Requests requests;

  SimulatedFiles(Requests requests) {
    this.requests = requests;
  }

  final Requests requests() {
    return requests;
  }

  final SimulatedDisk disk() {
    return requests.disk();
  }

  final String name(Path path) {
    return name(path.toUri().getPath());
  }

  final String name(String path) {
    return disk().name(path);
  }

  private static boolean isClaim(Path path) {
    return Witness.isClaim(path.toUri().getPath());
  }

  /**
   * @param etag of the object that is meant; null where any is
   */
  final FSDataInputStream open(Path path, String etag) throws IOException {
    String name = name(path);
    SimulatedDisk.Stored file =
        requests.look("opens " + name, by -> disk().find(name).orElse(null));
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    if (etag != null && !etag.equals(file.etag())) {
      throw new IOException(name + " has changed");
    }
    return new FSDataInputStream(new Opened(path, file, file.bytes()));
  }

  /** A file that is read: once it has no name any more, its bytes may be gone, too. */
  private final class Opened extends FSInputStream {
    private final Path path;
    private final SimulatedDisk.Stored file;
    private final byte[] bytes;
    private int read;

    Opened(Path path, SimulatedDisk.Stored file, byte[] bytes) {
      this.path = path;
      this.file = file;
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (read == bytes.length) {
        if (isClaim(path)) {
          Scheduler.Actor me = requests.scheduler().current();
          me.look = new Look(me.look.began(), Witness.lease(bytes));
        }
        return -1;
      }
      boolean half = bytes.length > 1 && read == 0 && requests.scheduler().oneIn(8);
      int count = Math.min(length, half ? bytes.length / 2 : bytes.length - read);
      return requests.look(
          "reads " + count + " of " + bytes.length + " bytes of " + name(path),
          by -> {
            if (file.isGone() && requests.scheduler().oneIn(3)) {
              throw new FileNotFoundException(path + ": its blocks are gone");
            }
            System.arraycopy(bytes, read, into, offset, count);
            read += count;
            return count;
          });
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void seek(long position) {
      read = (int) position;
    }

    @Override
    public long getPos() {
      return read;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }
  }

  OutputStream create(Path path) throws IOException {
    String name = name(path);
    requests.ask(
        "creates " + name,
        by -> {
          disk().create(name, by);
          return true;
        });
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int half = requests.scheduler().oneIn(2) ? length / 2 : 0;
        if (half > 0) {
          append(Arrays.copyOfRange(bytes, offset, offset + half));
        }
        append(Arrays.copyOfRange(bytes, offset + half, offset + length));
      }

      /** A client sends the bytes of a stream once each, and in order. */
      private void append(byte[] bytes) throws IOException {
        requests.write(
            "writes " + bytes.length + " bytes to " + name, () -> disk().append(name, bytes));
      }
    };
  }

  void put(Path path, byte[] bytes, boolean ifAbsent, String ifMatch) throws IOException {
    String name = name(path);
    String condition = ifAbsent ? " if absent" : ifMatch.isEmpty() ? "" : " over " + ifMatch;
    requests.ask(
        "puts " + bytes.length + " bytes to " + name + condition,
        by -> {
          disk().put(name, bytes, ifAbsent, ifMatch, by);
          return true;
        });
  }

  void rename(Path from, Path to, boolean over) throws IOException {
    String source = name(from);
    String target = name(to);
    requests.ask(
        "renames " + source + (over ? " over " : " to ") + target,
        by -> {
          disk().rename(source, target, over, by);
          return true;
        });
  }

  void link(String from, String to) throws IOException {
    String source = name(from);
    String target = name(to);
    requests.ask(
        "links " + source + " to " + target,
        by -> {
          disk().link(source, target, by);
          return true;
        });
  }

  final boolean delete(Path path) throws IOException {
    String name = name(path);
    return requests.ask("deletes " + name, by -> disk().delete(name, by));
  }

  /** The status of a file with the ETag that object stores have. */
  private static final class Status extends FileStatus implements EtagSource {
    private static final long serialVersionUID = 1L;
    private final String etag;

    Status(Path path, SimulatedDisk.Stored file) {
      super(file.bytes().length, false, 1, 1, file.time(), path);
      this.etag = file.etag();
    }

    @Override
    public String getEtag() {
      return etag;
    }
  }

  final FileStatus status(Path path) throws IOException {
    String name = name(path);
    FileStatus status =
        requests.look(
            "looks at " + name,
            by -> {
              if (Witness.isClaim(name)) {
                beginsToLook();
                // Whoever knows the content of an ETag does not fetch it again.
                disk().find(name).ifPresent(this::finds);
              }
              return disk()
                  .find(name)
                  .<FileStatus>map(file -> new Status(path, file))
                  .orElse(disk().isFolder(name) ? folder(path) : null);
            });
    if (status == null) {
      throw new FileNotFoundException(name);
    }
    return status;
  }

  private static FileStatus folder(Path path) {
    return new FileStatus(0, true, 1, 1, 0, path);
  }

  private void finds(SimulatedDisk.Stored claim) {
    Scheduler.Actor me = requests.scheduler().current();
    me.look = new Look(me.look.began(), Witness.lease(claim.bytes()));
  }

  private void beginsToLook() {
    Scheduler.Actor me = requests.scheduler().current();
    me.look = new Look(requests.scheduler().now(), "");
  }

  final FileStatus[] list(Path folder) throws IOException {
    String name = name(folder);
    return requests.look(
        "lists " + name,
        by -> {
          if (name.equals(Witness.ROOT)) {
            beginsToLook();
          }
          NavigableMap<String, FileStatus> found = new TreeMap<>();
          for (String path : disk().below(name)) {
            String child = path.substring(name.length() + 1).split("/")[0];
            Path at = new Path(folder, child);
            if (path.equals(name + "/" + child)) {
              found.put(child, new Status(at, disk().find(path).orElseThrow()));
            } else {
              found.putIfAbsent(child, folder(at));
            }
          }
          if (found.isEmpty()) {
            throw new FileNotFoundException(name);
          }
          return found.values().toArray(FileStatus[]::new);
        });
  }
}
