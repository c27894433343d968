package org.throughtime.model.train;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.Score;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.optimizer.Optimizer;
import org.throughtime.model.optimizer.Optimizers;
import org.throughtime.model.optimizer.Slots;
import org.throughtime.model.optimizer.WeightMean;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.TrainerState.WindowSums;

/**
 * Trains one run, an iteration at a time (SPEC section 5).
 *
 * <p>What it computes is a pure function of its {@link RunSpec}: it reads no clock, starts no
 * thread and writes no file. Between two steps it can be {@linkplain #snapshot snapshotted}, and a
 * trainer {@linkplain #restore restored} from that goes on with the same bits. Not thread-safe.
 */
public final class Trainer {
  private final RunSpec spec;
  private final Task task;
  private final LegacyRandom random;
  private final Network network;
  private final Clipping clipping;
  private final Optimizer optimizer;
  private final WeightMean mean;
  private final Slots slots;
  private final Validation validation;
  private final Curriculum curriculum;
  private final SolvedRule solved;
  private final UpdateTrial update;
  private final Batch batch;
  private int iteration;
  private WindowSums window;
  private double bestValidError;
  private Optional<RunStatus> ended;

  /** The weights in training at the end of a finished run, which has its best weights then. */
  private LinkedHashMap<String, float[]> trained;

  private Trainer(
      RunSpec spec, Kernels kernels, Task task, LegacyRandom random, Parameters weights) {
    this.spec = spec;
    this.task = task;
    this.random = random;
    this.network = Cells.network(spec, weights, task.head(), kernels);
    this.clipping = new Clipping(spec.optimizer(), spec.cell().model().recurrent());
    this.optimizer = Optimizers.create(spec.optimizer().rule(), kernels.updates(), weights);
    this.mean =
        new WeightMean(spec.optimizer().rule().averageFreq().number(), kernels.updates(), weights);
    this.slots = optimizer.slots().and(mean.slots());
    this.validation = new Validation(spec, task);
    this.curriculum = new Curriculum(spec, task, network, slots, validation);
    this.solved = new SolvedRule(spec, new HoldTrial(spec, task, network));
    this.update = new UpdateTrial(network);
    this.batch = task.newBatch(spec.optimizer().bs());
    this.window = WindowSums.ZERO;
    this.bestValidError = 100;
    this.ended = spec.optimizer().trains() ? Optional.empty() : Optional.of(RunStatus.FINISHED);
  }

  /**
   * A trainer before its first iteration: draws weights, validation chunks and diagnostic batch.
   *
   * @param kernels that compute; they do not change a bit of the result
   */
  public static Trainer start(RunSpec spec, Kernels kernels) {
    Task task = Tasks.create(spec.task());
    LegacyRandom random = new LegacyRandom(spec.seed());
    return new Trainer(spec, kernels, task, random, spec.cell().draw(task, random));
  }

  /**
   * A trainer that goes on where {@code state} was taken from one of the same specification.
   *
   * @param kernels that compute; they do not change a bit of the result
   * @throws IllegalArgumentException where weights or slots do not fit the specification
   */
  public static Trainer restore(RunSpec spec, TrainerState state, Kernels kernels) {
    Task task = Tasks.create(spec.task());
    Parameters weights = spec.cell().draw(task, new LegacyRandom(spec.seed()));
    weights.assign(state.weights());
    LegacyRandom random = LegacyRandom.restore(state.random());
    Trainer trainer = new Trainer(spec, kernels, task, random, weights);
    trainer.slots.assign(state.slots());
    trainer.iteration = state.iteration();
    trainer.window = state.window();
    trainer.bestValidError = state.bestValidError();
    trainer.solved.restore(state.checksInARow());
    trainer.curriculum.restore(state.stage());
    trainer.ended = Optional.ofNullable(state.ended()).or(() -> trainer.ended);
    if (trainer.ended.equals(Optional.of(RunStatus.FINISHED))) {
      trainer.takeBest();
    }
    return trainer;
  }

  /**
   * One iteration, and the checkpoint behind it where one is due.
   *
   * @param listener told of both, in this order
   * @throws IllegalStateException where the run has ended
   */
  public void step(TrainingListener listener) {
    if (ended.isPresent()) {
      throw new IllegalStateException(spec.name() + " has ended: " + ended.get().label());
    }
    int n = iteration;
    OptimizerSpec settings = spec.optimizer();

    StateNoise noise = StateNoise.of(settings.regularization().stateNoise(), spec.seed(), n);
    int length = draw(noise);
    Score score = network.train(batch, noise);
    Schedule.Progress progress =
        new Schedule.Progress(n, bestValidError, curriculum.lengths().most());
    double omegaWeight = settings.omegaWeight(progress);
    OmegaMetrics omega =
        omegaWeight > 0
            ? network.omega(settings.omegaGradient(), omegaWeight, settings.bound())
            : OmegaMetrics.NONE;
    double norm = Clipping.norm(network.gradients());
    double normPost = clipping.apply(network.gradients(), network.parameters(), norm);
    double rate = settings.rate(progress) * curriculum.rate();
    boolean isCheckpoint = n > 0 && n % spec.validation().checkFreq() == 0;
    if (isCheckpoint && spec.diagnostics().measuresUpdates()) {
      update.begin();
    }
    optimizer.step(n, rate, network.gradients());
    if (settings.rule().averageFreq().at(curriculum.lengths().most()) > 0) {
      mean.add(n);
    }

    IterationMetrics metrics =
        IterationMetrics.of(new IterationSource(n, length, score, norm, normPost, omega));
    window = window.plus(metrics);
    iteration = n + 1;
    listener.onIteration(metrics);

    boolean lossCounts = settings.clipstyle() == ClipStyle.NOTHING;
    if (lossCounts && !Double.isFinite(score.loss()) || !hasFiniteWeights()) {
      ended = Optional.of(RunStatus.DIVERGED);
      return;
    }
    if (isCheckpoint) {
      listener.onCheckpoint(checkpoint(n, listener));
      if (spec.diagnostics().keepsWeightsAt(n)) {
        listener.onWeights(n, network.parameters());
      }
    }
    if (ended.isEmpty() && iteration == settings.maxiters()) {
      ended = Optional.of(RunStatus.FINISHED);
      takeBest();
    }
  }

  /** The weights in training are kept for a run that goes on because maxiters is raised. */
  private void takeBest() {
    trained = new LinkedHashMap<>(network.parameters().toArrays());
    curriculum.end();
  }

  /**
   * Draws a length and the batch. One without an error is drawn again, as often as the flag redraws
   * says. The noise is that of the training pass, since a network that is right only without it
   * still has a margin to gain.
   */
  private int draw(StateNoise noise) {
    int length = curriculum.lengths().draw(random);
    task.draw(random, length, batch);
    for (int left = spec.optimizer().redraws().at(curriculum.lengths().most());
        left > 0 && isRight(noise);
        left--) {
      length = curriculum.lengths().draw(random);
      task.draw(random, length, batch);
    }
    return length;
  }

  private boolean isRight(StateNoise noise) {
    Score score = network.evaluate(batch, noise);
    return score.failures() == 0 && Double.isFinite(score.loss());
  }

  private boolean hasFiniteWeights() {
    for (Parameter parameter : network.parameters().all()) {
      if (!parameter.isFinite()) {
        return false;
      }
    }
    return true;
  }

  private Checkpoint checkpoint(int n, TrainingListener listener) {
    Optional<Update> updated =
        spec.diagnostics().measuresUpdates() ? Optional.of(update.end(batch)) : Optional.empty();
    Score score = validation.score(network);
    if (solved.evaluates(n, curriculum.stage(), score)) {
      listener.onEvaluation(n);
    }
    OptionalInt held = solved.hold(n, score);
    OptionalDouble error = solved.errorToHold(curriculum.stage(), score);
    Checkpoint checkpoint =
        Checkpoint.of(
            new CheckpointSource(
                n,
                window.over(spec.validation().checkFreq()),
                score,
                bestValidError,
                network.parameters().get(spec.cell().model().recurrent()),
                curriculum.maxLength(),
                held,
                curriculum.attempt(),
                error,
                updated,
                validation.diagnose(network)));
    window = WindowSums.ZERO;
    bestValidError = checkpoint.bestValidErrorAfter();
    if (solved.isSolved(curriculum.stage(), checkpoint, held, error)) {
      ended = Optional.of(RunStatus.SOLVED);
    }
    curriculum.goOn(checkpoint, error, random);
    return checkpoint;
  }

  /** What is trained. */
  public RunSpec spec() {
    return spec;
  }

  /** Iterations done: n of the next one. */
  public int iteration() {
    return iteration;
  }

  /** How the run ended (solved, finished or diverged); empty while it can go on. */
  public Optional<RunStatus> ended() {
    return ended;
  }

  /**
   * Lowest valid error of the checkpoints with a finite valid_nll, percent; 100 before the first.
   */
  public double bestValidError() {
    return bestValidError;
  }

  /** The weights, live. */
  public Parameters parameters() {
    return network.parameters();
  }

  /** Everything needed to go on from here. */
  public TrainerState snapshot() {
    return new TrainerState(
        iteration,
        random.snapshot(),
        trained == null ? new LinkedHashMap<>(network.parameters().toArrays()) : trained,
        new LinkedHashMap<>(slots.toArrays()),
        window,
        bestValidError,
        solved.checksInARow(),
        curriculum.stage(),
        ended.orElse(null));
  }
}
