package org.throughtime.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.throughtime.benchmark.StateLoss;
import org.throughtime.model.task.Batch;

/** ONNX Runtime's operators RNN and GRU. */
final class OnnxPeer extends CellProgram {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @Override
  public Map<String, String> describe() {
    return Map.of("program", "ONNX Runtime " + environment.getVersion());
  }

  @Override
  CellPass pass(Batch chunk, CellGates gates, StateLoss loss) {
    long length = chunk.length();
    long sequences = chunk.sequences();
    FloatBuffer states = buffer(length * sequences * gates.nhid());
    FloatBuffer inputs = buffer(length * sequences * gates.nin());
    inputs.put(0, TorchBatch.denseInputs(chunk));
    try {
      OrtSession session =
          environment.createSession(new OnnxCell(chunk, gates).bytes(), oneThread());
      Map<String, OnnxTensor> from =
          Map.of(OnnxCell.INPUTS, tensor(inputs, length, sequences, gates.nin()));
      Map<String, OnnxTensor> to =
          Map.of(OnnxCell.STATES, tensor(states, length, 1, sequences, gates.nhid()));
      return new CellPass(chunk, loss, () -> run(session, from, to), states);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OrtSession.SessionOptions oneThread() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    return options;
  }

  private OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, values, shape);
  }

  private static FloatBuffer buffer(long floats) {
    return ByteBuffer.allocateDirect(Math.toIntExact(4 * floats))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static void run(
      OrtSession session, Map<String, OnnxTensor> from, Map<String, OnnxTensor> to) {
    try {
      session.run(from, to).close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
