package org.throughtime.sweep.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;

/** Simulated machines, the disk that they share, and what is started on them. */
final class Cluster {
  /** Kinds of file system. */
  enum Kind {
    LOCAL,
    RENAMING,
    CONDITIONAL
  }

  private static final int MOST_RUNS = 6;
  static final List<RunSpec> RUNS = runs();

  private final Scheduler scheduler;
  private final Weather weather;
  private final Witness witness;
  private final SimulatedDisk disk;
  private final Kind kind;
  private final Fault fault;
  private final Hardware server;
  private final List<Hardware> machines = new ArrayList<>();
  private int drivers;
  private boolean manifestWritten;

  Cluster(Scheduler scheduler, Fault fault) {
    this.scheduler = scheduler;
    this.fault = fault;
    this.weather = new Weather(scheduler);
    this.witness = new Witness(scheduler);
    this.kind = fault.kind(Kind.values()[scheduler.random().nextInt(Kind.values().length)]);
    int count = 1 + scheduler.random().nextInt(4);
    boolean namesakes = scheduler.oneIn(2);
    for (int i = 0; i < count; i++) {
      machines.add(machine(namesakes ? "twin" : "host" + i, i));
    }
    this.server = machine("server", count);
    this.disk = new SimulatedDisk(server, scheduler.oneIn(4), witness);
    witness.watches(disk, kind == Kind.CONDITIONAL);
  }

  private static List<RunSpec> runs() {
    List<RunSpec> runs = new ArrayList<>();
    for (int i = 0; i < MOST_RUNS; i++) {
      runs.add(TestRuns.spec("r" + i, "mem", 20));
    }
    return runs;
  }

  private Hardware machine(String name, int number) {
    double rate = 1 + (scheduler.random().nextDouble() - 0.5) / 500;
    Hardware machine = new Hardware(scheduler, name, number, rate, fault == Fault.ONE_BOOT);
    if (scheduler.oneIn(2)) {
      machine.jump(Duration.ofSeconds(scheduler.random().nextInt(14_400) - 7_200));
    }
    return machine;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Weather weather() {
    return weather;
  }

  Witness witness() {
    return witness;
  }

  SimulatedDisk disk() {
    return disk;
  }

  Fault fault() {
    return fault;
  }

  Kind kind() {
    return kind;
  }

  List<Hardware> machines() {
    return machines;
  }

  /** A machine of those that processes run on. */
  Hardware any() {
    return machines.get(scheduler.random().nextInt(machines.size()));
  }

  /** A machine whose clock counts. */
  Hardware anyClock() {
    return scheduler.oneIn(4) ? server : any();
  }

  Duration duration(Duration least, Duration most) {
    return Duration.ofNanos(scheduler.between(least, most));
  }

  SweepOwner.Heartbeat heartbeat() {
    SweepOwner.Heartbeat usual = SweepOwner.Heartbeat.USUAL;
    return fault == Fault.WALL_CLOCK
        ? new SweepOwner.Heartbeat(usual.every(), usual.dead(), Duration.ZERO)
        : usual;
  }

  /** The results directory, as a process sees it. */
  ResultsDirectory directory(SimulatedProcess process) {
    SimulatedFiles files =
        fault.files(new Requests(scheduler, process, disk, weather, kind != Kind.LOCAL));
    FileStore store =
        switch (kind) {
          case LOCAL -> {
            SimulatedLocalFileSystem local = new SimulatedLocalFileSystem(files);
            yield new FileStore(local, new LocalStore(local));
          }
          case RENAMING -> {
            SimulatedFileSystem hdfs = new SimulatedFileSystem(files, "hdfs");
            yield new FileStore(hdfs, new RenamingStore(hdfs));
          }
          case CONDITIONAL -> {
            SimulatedFileSystem objects = new SimulatedFileSystem(files, "s3a");
            yield new FileStore(objects, new ConditionalStore(objects));
          }
        };
    return new ResultsDirectory(
        store, Witness.ROOT, SimulatedFiles.CONFIGURATION, process, Lease.NONE);
  }

  private SimulatedProcess process(Hardware machine, String role) {
    String space = scheduler.oneIn(4) ? "container" : "";
    return new SimulatedProcess(scheduler, machine, role, space);
  }

  /** Starts a driver, which ends when its work is done. */
  void startDriver() {
    String id = "driver" + drivers++;
    SimulatedProcess process = process(any(), id);
    List<RunSpec> asked =
        RUNS.stream().filter(run -> scheduler.oneIn(2)).limit(1 + drivers / 2).toList();
    scheduler.start(
        process,
        "main",
        () -> {
          new SimulatedDriver(this, process, id, asked, false).run();
          process.kill();
        });
  }

  /** Starts a task of a driver, on some machine. */
  SimulatedProcess attempt(String run, Lease lease, SimulatedProcess driver) {
    SimulatedProcess executor = process(any(), "task of " + lease.id());
    executor.worksUnder(lease);
    scheduler.start(
        executor,
        "task",
        () -> {
          new SimulatedTask(this, executor, run).run();
          executor.kill();
        });
    return executor;
  }

  /** The results directory for a task, which its driver's lease goes with. */
  ResultsDirectory held(SimulatedProcess executor) {
    Lease lease = fault == Fault.NO_LEASE ? Lease.NONE : executor.held();
    return directory(executor).heldBy(lease).waiting(() -> false, note -> {});
  }

  void startReader() {
    SimulatedProcess process = process(any(), "reader");
    scheduler.start(
        process,
        "main",
        () -> {
          new SimulatedReader(this, process).run();
          process.kill();
        });
  }

  void manifestWritten() {
    manifestWritten = true;
  }

  boolean isManifestWritten() {
    return manifestWritten;
  }

  /** Starts a command that is repeated until it owns the directory and has done everything. */
  void startFinisher(Hardware machine, Runnable done) {
    SimulatedProcess user = new SimulatedProcess(scheduler, machine, "finisher", "");
    scheduler.start(user, "main", () -> new Finale(this, user, RUNS).run(done));
  }

  /** Runs a driver that does all of the work, if it may. */
  boolean finish(SimulatedProcess user, List<RunSpec> runs) {
    String id = "driver" + drivers++;
    return new SimulatedDriver(this, user, id, runs, true).run();
  }
}
