package org.throughtime.model.task;

import java.util.Objects;

/**
 * One batch of sequences: inputs (T, B, nin) and targets, stored compactly.
 *
 * <p>One-hot inputs are stored as symbol indices, one byte each; inputs of the two-number tasks are
 * stored as float channels. Time is always the slowest index: position (t, b) is at t * B + b. A
 * batch is a buffer that {@link Task#draw} fills again and again without allocating. It grows only
 * when a length is longer than any before.
 */
public final class Batch {
  private final int sequences;
  private final TaskShape shape;
  private int length;
  private byte[] symbols = new byte[0];
  private float[] channels = new float[0];
  private byte[] classes = new byte[0];
  private float[] values = new float[0];

  /**
   * An empty batch.
   *
   * @param sequences B, the number of sequences
   * @param shape its head decides the shape of the targets: {@code (B)} or, for softmax, {@code (T,
   *     B)}
   */
  public Batch(int sequences, TaskShape shape) {
    if (sequences < 1) {
      throw new IllegalArgumentException("a batch needs at least one sequence, got " + sequences);
    }
    this.sequences = sequences;
    this.shape = Objects.requireNonNull(shape);
  }

  /** Makes room for {@code length} steps; what the arrays hold afterwards is unspecified. */
  void resize(int length) {
    this.length = length;
    int positions = length * sequences;
    if (shape.symbolic()) {
      symbols = symbols.length < positions ? new byte[positions] : symbols;
    } else {
      channels = channels.length < positions * nin() ? new float[positions * nin()] : channels;
    }
    int targets = shape.head() == Head.SOFTMAX ? positions : sequences;
    if (shape.head() == Head.LAST_LINEAR) {
      values = values.length < targets ? new float[targets] : values;
    } else {
      classes = classes.length < targets ? new byte[targets] : classes;
    }
  }

  /** A batch of one sequence of this one. */
  public Batch sequence(int b) {
    Batch one = new Batch(1, shape);
    one.resize(length);
    for (int t = 0; t < length; t++) {
      int position = t * sequences + b;
      if (shape.symbolic()) {
        one.symbols[t] = symbols[position];
      } else {
        System.arraycopy(channels, position * nin(), one.channels, t * nin(), nin());
      }
      if (shape.head() == Head.SOFTMAX) {
        one.classes[t] = classes[position];
      }
    }
    if (shape.head() == Head.LAST_LINEAR) {
      one.values[0] = values[b];
    } else if (shape.head() == Head.LAST_SOFTMAX) {
      one.classes[0] = classes[b];
    }
    return one;
  }

  /** T, the number of steps of every sequence in it. */
  public int length() {
    return length;
  }

  /** B, the number of sequences. */
  public int sequences() {
    return sequences;
  }

  public int nin() {
    return shape.nin();
  }

  public int nout() {
    return shape.nout();
  }

  public Head head() {
    return shape.head();
  }

  /** Whether inputs are one-hot and {@link #symbols()} holds them. */
  public boolean symbolic() {
    return shape.symbolic();
  }

  /**
   * Input symbol indices, unsigned bytes, {@code (T, B)}; the array may be longer. Only where
   * {@link #symbolic()}.
   */
  public byte[] symbols() {
    return symbols;
  }

  /**
   * Input channels {@code (T, B, nin)}; the array may be longer. Only where not {@link
   * #symbolic()}.
   */
  public float[] channels() {
    return channels;
  }

  /** Target classes, unsigned bytes: {@code (B)} for lastSoftmax, {@code (T, B)} for softmax. */
  public byte[] classes() {
    return classes;
  }

  /** Target values {@code (B)} for lastLinear. */
  public float[] values() {
    return values;
  }

  /** Element {@code (t, b, i)} of the dense input, for whoever reads it as the paper writes it. */
  public float input(int t, int b, int i) {
    int position = t * sequences + b;
    if (shape.symbolic()) {
      return (symbols[position] & 0xff) == i ? 1f : 0f;
    }
    return channels[position * nin() + i];
  }

  /** Target class of sequence {@code b} at step {@code t} (the step is ignored but for softmax). */
  public int targetClass(int t, int b) {
    return classes[shape.head() == Head.SOFTMAX ? t * sequences + b : b] & 0xff;
  }
}
