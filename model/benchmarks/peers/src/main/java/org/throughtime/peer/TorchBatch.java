package org.throughtime.peer;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * A batch as tensors.
 *
 * @param length T
 * @param sequences B
 * @param inputs {@code (T, B, nin)}, one-hot or channels
 * @param targets of N = T B positions or of N = B sequences: values {@code (N, 1)}, classes {@code
 *     (N)}, or classes one-hot {@code (N, nout)}
 */
record TorchBatch(int length, int sequences, Tensor inputs, Tensor targets) {
  /** Targets are values or classes. */
  static TorchBatch withClasses(Batch batch) {
    return of(batch, false);
  }

  /** Targets are values or one-hot vectors. */
  static TorchBatch withOneHotTargets(Batch batch) {
    return of(batch, true);
  }

  private static TorchBatch of(Batch batch, boolean oneHot) {
    return new TorchBatch(batch.length(), batch.sequences(), inputs(batch), targets(batch, oneHot));
  }

  private static Tensor inputs(Batch batch) {
    return Tensor.create(denseInputs(batch), batch.length(), batch.sequences(), batch.nin());
  }

  /** The inputs {@code (T, B, nin)} in C order. */
  static float[] denseInputs(Batch batch) {
    int positions = batch.length() * batch.sequences();
    return batch.symbolic()
        ? oneHot(batch.symbols(), positions, batch.nin())
        : Arrays.copyOf(batch.channels(), positions * batch.nin());
  }

  private static Tensor targets(Batch batch, boolean oneHot) {
    int count =
        batch.head() == Head.SOFTMAX ? batch.length() * batch.sequences() : batch.sequences();
    if (batch.head() == Head.LAST_LINEAR) {
      return Tensor.create(Arrays.copyOf(batch.values(), count), count, 1);
    }
    if (oneHot) {
      return Tensor.create(oneHot(batch.classes(), count, batch.nout()), count, batch.nout());
    }
    long[] classes = new long[count];
    for (int i = 0; i < count; i++) {
      classes[i] = batch.classes()[i] & 0xff;
    }
    return Tensor.create(classes, count);
  }

  private static float[] oneHot(byte[] indices, int count, int width) {
    float[] dense = new float[count * width];
    for (int i = 0; i < count; i++) {
      dense[i * width + (indices[i] & 0xff)] = 1;
    }
    return dense;
  }
}
