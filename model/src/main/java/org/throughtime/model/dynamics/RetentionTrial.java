package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Task;

/**
 * Measures {@link Retention}: a network reads sequences of its task, then further distractors, and
 * must answer.
 *
 * <p>The further distractors stand at the end of a sequence, but before its {@linkplain
 * Task#recallSteps recall}. An answer is correct as in SPEC section 3; for a softmax head only the
 * recall steps count.
 *
 * @param length L of the sequences
 * @param sequences number of sequences
 * @param steps numbers of further distractors, ascending, at least 1
 * @param errAbs |y - yhat| above which a value is wrong
 */
public record RetentionTrial(int length, int sequences, List<Integer> steps, double errAbs) {
  private static final int DRAWN_TOGETHER = 256;

  /** Throws IllegalArgumentException where the steps do not ascend. */
  public RetentionTrial {
    steps = List.copyOf(steps);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) <= (i == 0 ? 0 : steps.get(i - 1))) {
        throw new IllegalArgumentException("steps must ascend from at least 1, got " + steps);
      }
    }
  }

  /**
   * Measures the retention of a network.
   *
   * @param random the stream that sequences and distractors are drawn from
   * @return one for each element of {@link #steps}
   */
  public List<Retention> of(CellStep step, Task task, LegacyRandom random) {
    return new Run(step, task, random).all();
  }

  private final class Run {
    private final CellStep step;
    private final Task task;
    private final LegacyRandom random;
    private final HeadAnswers answers;
    private final Batch batch;
    private final Batch distractors;
    private final double[] input;
    private double[] spare;

    Run(CellStep step, Task task, LegacyRandom random) {
      this.step = step;
      this.task = task;
      this.random = random;
      this.answers = new HeadAnswers(step, task.head());
      this.batch = task.newBatch(sequences);
      this.distractors = new Batch(batch.sequences(), task.shape());
      this.input = new double[step.inputs()];
      this.spare = new double[step.size()];
    }

    List<Retention> all() {
      task.draw(random, length, batch);
      double[][] states = new double[batch.sequences()][step.size()];
      for (int b = 0; b < states.length; b++) {
        for (int t = 0; t < batch.length() - task.recallSteps(); t++) {
          states[b] = advance(states[b], batch, t, b);
        }
      }
      List<Retention> retentions = new ArrayList<>();
      int shown = 0;
      for (int asked : steps) {
        while (shown < asked) {
          int count = Math.min(DRAWN_TOGETHER, asked - shown);
          distract(states, count);
          shown += count;
        }
        retentions.add(ask(states).after(asked));
      }
      return retentions;
    }

    /** The state behind a step; the one before is a buffer afterwards. */
    private double[] advance(double[] state, Batch inputs, int t, int b) {
      double[] next = spare;
      BatchInputs.copy(inputs, t, b, input);
      step.step(state, input, next);
      spare = state;
      return next;
    }

    private void distract(double[][] states, int count) {
      task.drawDistractors(random, count, distractors);
      for (int b = 0; b < states.length; b++) {
        for (int t = 0; t < count; t++) {
          states[b] = advance(states[b], distractors, t, b);
        }
      }
    }

    private Retention.Counts ask(double[][] states) {
      boolean classes = task.head() == Head.LAST_SOFTMAX;
      Retention.Counts counts = new Retention.Counts(classes ? task.nout() : 1);
      for (int b = 0; b < states.length; b++) {
        boolean right = answersRightly(states[b].clone(), b);
        counts.add(classes ? batch.targetClass(0, b) : 0, right);
      }
      return counts;
    }

    private boolean answersRightly(double[] state, int b) {
      int last = batch.length() - 1;
      boolean right = task.recallSteps() > 0 || isTarget(state, last, b);
      double[] at = state;
      for (int t = batch.length() - task.recallSteps(); t <= last; t++) {
        at = advance(at, batch, t, b);
        right &= isTarget(at, t, b);
      }
      return right;
    }

    private boolean isTarget(double[] state, int t, int b) {
      double answer = answers.in(state);
      if (task.head() == Head.LAST_LINEAR) {
        return Math.abs(answer - batch.values()[b]) <= errAbs;
      }
      return answer == batch.targetClass(t, b);
    }
  }
}
