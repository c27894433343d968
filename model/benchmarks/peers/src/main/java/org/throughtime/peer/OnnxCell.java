package org.throughtime.peer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.throughtime.model.task.Batch;

/**
 * An ONNX model of one node: a cell over whole sequences. The field numbers are those of {@code
 * onnx.proto}, the operators those of version 14.
 */
final class OnnxCell {
  /** Name of the inputs {@code (T, B, nin)}. */
  static final String INPUTS = "X";

  /** Name of the states {@code (T, 1, B, H)}. */
  static final String STATES = "Y";

  private static final int FLOAT = 1;
  private static final int INTEGER_ATTRIBUTE = 2;
  private static final int IR_VERSION = 8;
  private static final int OPERATORS_VERSION = 14;

  private final Batch chunk;
  private final CellGates gates;

  /** The cell with these weights, for batches of the shape of one. */
  OnnxCell(Batch chunk, CellGates gates) {
    this.chunk = chunk;
    this.gates = gates;
  }

  /** The model, as a file of the format {@code .onnx} holds it. */
  byte[] bytes() {
    return new ProtobufMessage()
        .number(1, IR_VERSION)
        .message(7, graph())
        .message(8, new ProtobufMessage().number(2, OPERATORS_VERSION))
        .bytes();
  }

  private ProtobufMessage graph() {
    long rows = (long) gates.count() * gates.nhid();
    // The second half of the biases belongs to the recurrent products.
    float[] biases = Arrays.copyOf(gates.biases(), (int) (2 * rows));
    return new ProtobufMessage()
        .message(1, node())
        .text(2, "cell")
        .message(5, tensor("W", gates.transposedInputs(), 1, rows, gates.nin()))
        .message(5, tensor("R", gates.transposedRecurrents(), 1, rows, gates.nhid()))
        .message(5, tensor("B", biases, 1, 2 * rows))
        .message(11, value(INPUTS, chunk.length(), chunk.sequences(), gates.nin()))
        .message(12, value(STATES, chunk.length(), 1, chunk.sequences(), gates.nhid()));
  }

  /**
   * The operator. Its defaults are what is needed: tanh, sigmoid, and a reset before the product.
   */
  private ProtobufMessage node() {
    return new ProtobufMessage()
        .text(1, INPUTS)
        .text(1, "W")
        .text(1, "R")
        .text(1, "B")
        .text(2, STATES)
        .text(4, gates.count() == 1 ? "RNN" : "GRU")
        .message(
            5,
            new ProtobufMessage()
                .text(1, "hidden_size")
                .number(3, gates.nhid())
                .number(20, INTEGER_ATTRIBUTE));
  }

  private static ProtobufMessage tensor(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    ProtobufMessage tensor = new ProtobufMessage();
    for (long size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array());
  }

  private static ProtobufMessage value(String name, long... shape) {
    ProtobufMessage dimensions = new ProtobufMessage();
    for (long size : shape) {
      dimensions.message(1, new ProtobufMessage().number(1, size));
    }
    ProtobufMessage tensor = new ProtobufMessage().number(1, FLOAT).message(2, dimensions);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }
}
