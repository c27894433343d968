package org.throughtime.sweep.store;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.TableName;

/** A task that trains a run: segments and states, the same from every attempt, and then its row. */
final class SimulatedTask {
  static final int STATES = 3;

  private final Cluster cluster;
  private final SimulatedProcess process;
  private final String run;
  private final ResultsDirectory held;

  SimulatedTask(Cluster cluster, SimulatedProcess process, String run) {
    this.cluster = cluster;
    this.process = process;
    this.run = run;
    this.held = cluster.held(process);
  }

  void run() {
    try {
      int resumed = resumed();
      GrowingText log = held.growing(held.log(run), held.row(run));
      if (resumed == 0) {
        log.begin(SimulatedLog.text(0));
      } else {
        log.commitUnlessEnded(SimulatedLog.text(resumed));
      }
      for (int i = resumed + 1; i <= STATES; i++) {
        process.sleep(cluster.duration(Duration.ofMillis(1), Duration.ofSeconds(20)));
        commit(held.segment(TableName.ITERATIONS, run, i), "");
        commit(held.state(run, i), "");
        log.commitUnlessEnded(SimulatedLog.text(i));
        held.delete(held.state(run, i - 1));
      }
      commit(held.log(run), SimulatedLog.whole());
      commit(held.row(run), process.lease());
    } catch (IOException | StorageAwayException e) {
      if (String.valueOf(e.getMessage()).contains("has taken over")) {
        cluster.witness().leases().stops(process.lease());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest state that is there; 0 where there is none. */
  private int resumed() throws IOException {
    int newest = 0;
    for (FileStatus file : held.files().list(held.state(run, 0).getParent())) {
      for (int i = newest + 1; i <= STATES; i++) {
        newest = file.getPath().getName().equals(held.state(run, i).getName()) ? i : newest;
      }
    }
    return newest;
  }

  private void commit(Path file, String writer) throws IOException {
    commit(file, Content.of(file.toUri().getPath(), writer));
  }

  private void commit(Path file, byte[] bytes) throws IOException {
    String path = file.toUri().getPath();
    held.commit(file, out -> out.write(bytes));
    cluster.witness().acknowledged(path, bytes);
  }
}
