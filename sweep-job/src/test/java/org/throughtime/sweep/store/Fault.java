package org.throughtime.sweep.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Programs with a fault, each of which the simulation must find. */
enum Fault {
  /** The program as it is. */
  NONE,
  /** A claim is replaced whatever version there is. */
  NO_CONDITION {
    @Override
    SimulatedFiles files(Requests requests) {
      return new SimulatedFiles(requests) {
        @Override
        void put(Path path, byte[] bytes, boolean ifAbsent, String ifMatch) throws IOException {
          super.put(path, bytes, false, "");
        }

        @Override
        void rename(Path from, Path to, boolean over) throws IOException {
          super.rename(from, to, true);
        }

        @Override
        void link(String from, String to) throws IOException {
          super.rename(new Path(from), new Path(to), true);
        }
      };
    }
  },
  /** A commit without an answer counts as failed, and what it wrote is taken away. */
  UNKNOWN_IS_FAILURE {
    @Override
    Cluster.Kind kind(Cluster.Kind drawn) {
      return drawn == Cluster.Kind.LOCAL ? Cluster.Kind.RENAMING : drawn;
    }

    @Override
    SimulatedFiles files(Requests requests) {
      return new SimulatedFiles(requests) {
        @Override
        void put(Path path, byte[] bytes, boolean ifAbsent, String ifMatch) throws IOException {
          try {
            super.put(path, bytes, ifAbsent, ifMatch);
          } catch (SocketTimeoutException e) {
            delete(path);
            throw e;
          }
        }

        @Override
        void rename(Path from, Path to, boolean over) throws IOException {
          try {
            super.rename(from, to, over);
          } catch (SocketTimeoutException e) {
            delete(to);
            throw e;
          }
        }
      };
    }
  },
  /** A driver of another machine is dead if its claim is old by the wall clock. */
  WALL_CLOCK,
  /** Tasks do not look whether their driver's lease holds. */
  NO_LEASE,
  /** Two machines of one name count as one boot of one machine. */
  ONE_BOOT,
  /** A claim that is given back leaves no number, so that the next one begins again. */
  NUMBERS_AGAIN {
    @Override
    Cluster.Kind kind(Cluster.Kind drawn) {
      return Cluster.Kind.RENAMING;
    }

    @Override
    SimulatedFiles files(Requests requests) {
      return new SimulatedFiles(requests) {
        @Override
        void rename(Path from, Path to, boolean over) throws IOException {
          byte[] bytes =
              disk().find(name(from)).map(SimulatedDisk.Stored::bytes).orElse(new byte[0]);
          if (!Witness.isClaim(name(to)) || !Witness.lease(bytes).isEmpty()) {
            super.rename(from, to, over);
            return;
          }
          for (FileStatus file : list(to.getParent())) {
            if (Witness.isClaim(name(file.getPath()))) {
              delete(file.getPath());
            }
          }
        }
      };
    }
  },
  /** A file gets its name before it is whole. */
  HALF_A_FILE {
    @Override
    Cluster.Kind kind(Cluster.Kind drawn) {
      return Cluster.Kind.RENAMING;
    }

    @Override
    SimulatedFiles files(Requests requests) {
      return new SimulatedFiles(requests) {
        @Override
        void rename(Path from, Path to, boolean over) throws IOException {
          if (!over) {
            super.rename(from, to, over);
            return;
          }
          byte[] bytes;
          try (var in = open(from, null)) {
            bytes = in.readAllBytes();
          }
          delete(to);
          try (var out = create(to)) {
            out.write(bytes);
          }
        }
      };
    }
  },
  /** A log is written whatever version there is. */
  ANY_LOG {
    @Override
    Cluster.Kind kind(Cluster.Kind drawn) {
      return Cluster.Kind.CONDITIONAL;
    }

    @Override
    SimulatedFiles files(Requests requests) {
      return new SimulatedFiles(requests) {
        @Override
        void put(Path path, byte[] bytes, boolean ifAbsent, String ifMatch) throws IOException {
          boolean log = name(path).startsWith(Witness.LOGS);
          super.put(path, bytes, ifAbsent && !log, log ? "" : ifMatch);
        }
      };
    }
  },
  /** Files are deleted before a version of the catalog has them. */
  DELETED_FIRST;

  /** What the program does to files. */
  SimulatedFiles files(Requests requests) {
    return new SimulatedFiles(requests);
  }

  /** A kind of file system on which the fault can show. */
  Cluster.Kind kind(Cluster.Kind drawn) {
    return drawn;
  }
}
