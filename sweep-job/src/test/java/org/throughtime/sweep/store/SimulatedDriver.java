package org.throughtime.sweep.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;

/** The driver of a sweep as the program runs one: the same calls of the same classes. */
final class SimulatedDriver {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 4;

  private final Cluster cluster;
  private final SimulatedProcess process;
  private final SweepClaim claim;
  private final List<RunSpec> asked;
  private final boolean patient;

  /**
   * @param patient whether it does all of the work, whatever the seed says
   */
  SimulatedDriver(
      Cluster cluster, SimulatedProcess process, String id, List<RunSpec> asked, boolean patient) {
    this.cluster = cluster;
    this.process = process;
    this.claim = new SweepClaim(id, 0, 0, process.identity(), "ann", Instant.EPOCH);
    this.asked = asked;
    this.patient = patient;
  }

  /**
   * Claims the directory and works in it.
   *
   * @return whether the directory was its own
   */
  boolean run() {
    ResultsDirectory directory = cluster.directory(process);
    cluster.witness().leases().asks(claim.id(), process);
    SweepOwner owner;
    try {
      owner = SweepOwner.claim(directory, note -> {}, cluster.heartbeat(), claim);
    } catch (ResultsException e) {
      return false;
    }
    cluster.witness().leases().owns(claim.id());
    process.worksUnder(owner.directory().lease());
    try {
      work(owner, owner.directory().waiting(() -> false, note -> {}));
    } catch (IOException | ResultsException | StorageAwayException e) {
      if (String.valueOf(e.getMessage()).contains("has taken over")) {
        cluster.witness().leases().stops(claim.id());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      if (process.lives()) {
        process.leave();
        owner.close();
      }
    }
    return true;
  }

  private void work(SweepOwner owner, ResultsDirectory held)
      throws IOException, InterruptedException {
    SweepManifest.extend(held, "simulated", asked).write(held);
    cluster.manifestWritten();
    SimulatedJoining joining = new SimulatedJoining(cluster, held);
    joining.prepare(asked);
    removeTemporaryFiles(held);
    for (RunSpec run : asked) {
      for (int i = 0; i < MOST_ATTEMPTS && !held.exists(held.row(run.name())); i++) {
        if (!patient && cluster.scheduler().oneIn(12)) {
          return;
        }
        List<SimulatedProcess> attempts = new ArrayList<>();
        attempts.add(cluster.attempt(run.name(), held.lease(), process));
        if (!patient && cluster.scheduler().oneIn(6)) {
          attempts.add(cluster.attempt(run.name(), held.lease(), process));
        }
        await(owner, attempts);
      }
    }
    joining.join(asked);
    idle(owner);
    removeTemporaryFiles(held);
  }

  /** Waits for the tasks, unless it gives them up. */
  private void await(SweepOwner owner, List<SimulatedProcess> attempts)
      throws InterruptedException {
    while (attempts.stream().anyMatch(SimulatedProcess::lives)) {
      owner.require();
      process.sleep(LOOK);
      if (!patient && cluster.scheduler().oneIn(60)) {
        return;
      }
    }
  }

  private void idle(SweepOwner owner) throws InterruptedException {
    while (!patient && !cluster.scheduler().oneIn(30)) {
      owner.require();
      process.sleep(LOOK.multipliedBy(5));
    }
  }

  private static void removeTemporaryFiles(ResultsDirectory held) throws IOException {
    for (Path folder : held.folders()) {
      for (FileStatus file : held.files().list(folder)) {
        if (TemporaryName.is(file.getPath())) {
          held.delete(file.getPath());
        }
      }
    }
  }
}
