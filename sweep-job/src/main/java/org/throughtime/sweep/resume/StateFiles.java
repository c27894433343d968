package org.throughtime.sweep.resume;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.ResultsDirectory;

/** The committed states of a run. Only the newest are kept. */
final class StateFiles {
  private final ResultsDirectory directory;
  private final String run;

  /** Iterations done, by state, the oldest first. */
  private final Deque<Integer> iterations = new ArrayDeque<>();

  StateFiles(ResultsDirectory directory, String run) {
    this.directory = directory;
    this.run = run;
  }

  /** Takes over the states that an earlier attempt left. */
  void takeOver(RunHistory history) {
    history.older().forEach(iterations::addFirst);
    iterations.add(history.snapshot().trainer().iteration());
  }

  CommittedFile commit(RunSnapshot snapshot) throws IOException {
    byte[] bytes = SnapshotFormat.encode(snapshot);
    int done = snapshot.trainer().iteration();
    CommittedFile file = directory.commit(directory.state(run, done), out -> out.write(bytes));
    iterations.remove(done);
    iterations.add(done);
    return file;
  }

  /** Deletes all but the newest {@code kept}. */
  void keepNewest(int kept) throws IOException {
    List<Path> older = new ArrayList<>();
    while (iterations.size() > kept) {
      older.add(directory.state(run, iterations.remove()));
    }
    directory.delete(older);
  }

  /** The same, once there are two to delete: a store may take both in one request. */
  void keepNewestOrOneMore(int kept) throws IOException {
    if (iterations.size() > kept + 1) {
      keepNewest(kept);
    }
  }
}
