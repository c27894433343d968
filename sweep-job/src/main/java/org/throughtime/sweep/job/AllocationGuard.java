package org.throughtime.sweep.job;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.Backend;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainingListener;

/**
 * Notices that a JVM keeps the vectors of a run's passes as objects, which makes them about twice
 * as slow.
 *
 * <p>A compiled pass allocates a few hundred bytes, whatever its size. A pass allocates megabytes
 * where vectors are objects, and before it is compiled. So it counts only if every pass of a kind
 * has allocated too much through {@link #PATIENCE} of the thread's processor time.
 */
final class AllocationGuard {
  /** Processor time of the training thread after which its passes are compiled, in nanoseconds. */
  static final long PATIENCE = 30_000_000_000L;

  /** Passes that must have allocated too much, however long each takes. */
  static final int PASSES = 5;

  /** Most bytes of an iteration. */
  static final long ITERATION_BYTES = 128 << 10;

  /** Most bytes of a checkpoint for each float of the states that it passes through. */
  private static final long BYTES_PER_FLOAT = 4;

  private final LongSupplier allocated;
  private final LongSupplier processorTime;
  private final Streak iterations;
  private final Streak checkpoints;

  /**
   * @param allocated bytes that this thread has allocated so far
   * @param processorTime of this thread so far, in nanoseconds
   */
  AllocationGuard(RunSpec spec, LongSupplier allocated, LongSupplier processorTime) {
    this.allocated = allocated;
    this.processorTime = processorTime;
    boolean byKernels = spec.backend() == Backend.KERNEL;
    this.iterations = new Streak(byKernels ? ITERATION_BYTES : Long.MAX_VALUE);
    this.checkpoints = new Streak(byKernels ? mostOfCheckpoint(spec) : Long.MAX_VALUE);
  }

  /** One for a training on the calling thread. */
  static AllocationGuard ofThisThread(RunSpec spec) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new AllocationGuard(
        spec, threads::getCurrentThreadAllocatedBytes, threads::getCurrentThreadCpuTime);
  }

  /** Fresh sequences and the instruments of dynamics have memory of their own at a checkpoint. */
  private static long mostOfCheckpoint(RunSpec spec) {
    boolean passesOnly =
        spec.validation().hold().lengths().isEmpty() && spec.diagnostics().dynamics() == 0;
    long floats = (long) spec.validation().ebs() * spec.task().minLength() * spec.cell().nhid();
    return passesOnly ? Math.max(ITERATION_BYTES, BYTES_PER_FLOAT * floats) : Long.MAX_VALUE;
  }

  /** Forgets what it has seen: the passes that follow are compiled anew. */
  void reset() {
    iterations.reset();
    checkpoints.reset();
  }

  /** Whether passes of a kind have allocated too much for long enough. */
  boolean trips() {
    return iterations.trips() || checkpoints.trips();
  }

  /** Bytes that the last pass allocated of a kind that trips. */
  long bytes() {
    return iterations.trips() ? iterations.last : checkpoints.last;
  }

  /** Measures one step of a training, whose listener is called at the end of each pass. */
  TrainingListener during(TrainingListener listener) {
    return new Measuring(listener);
  }

  private final class Measuring implements TrainingListener {
    private final TrainingListener listener;
    private long before = allocated.getAsLong();

    private Measuring(TrainingListener listener) {
      this.listener = listener;
    }

    @Override
    public void onIteration(IterationMetrics metrics) {
      iterations.add(allocated.getAsLong() - before);
      listener.onIteration(metrics);
      before = allocated.getAsLong();
    }

    @Override
    public void onEvaluation(int n) {
      listener.onEvaluation(n);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
      checkpoints.add(allocated.getAsLong() - before);
      listener.onCheckpoint(checkpoint);
    }

    @Override
    public void onWeights(int n, Parameters weights) {
      listener.onWeights(n, weights);
    }
  }

  /** Passes in a row that allocated too much. */
  private final class Streak {
    private final long most;
    private int passes;
    private long since;
    private long last;

    private Streak(long most) {
      this.most = most;
    }

    private void reset() {
      passes = 0;
    }

    private void add(long bytes) {
      last = bytes;
      if (bytes <= most) {
        passes = 0;
        return;
      }
      if (passes == 0) {
        since = processorTime.getAsLong();
      }
      passes++;
    }

    private boolean trips() {
      return passes >= PASSES && processorTime.getAsLong() - since >= PATIENCE;
    }
  }
}
