package org.throughtime.peer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.gru_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.dnnl.vanilla_rnn_forward;
import org.bytedeco.javacpp.FloatPointer;
import org.throughtime.model.task.Batch;

/** A primitive of oneDNN over a batch, with weights in the format that it chose. */
final class OnednnCell {
  private final engine processor = new engine(engine.kind.cpu, 0);
  private final stream work = new stream(processor);
  private final FloatPointer states;
  private final primitive cell;
  private final IntMemoryMap arguments;

  /** The cell with these weights and inputs; the initial state is 0. */
  OnednnCell(Batch batch, CellGates gates) {
    long length = batch.length();
    long sequences = batch.sequences();
    long nhid = gates.nhid();
    long count = gates.count();
    long[] inputShape = {1, 1, gates.nin(), count, nhid};
    long[] recurrentShape = {1, 1, nhid, count, nhid};
    memory.desc source = plain(memory.format_tag.tnc, length, sequences, gates.nin());
    memory.desc bias = plain(memory.format_tag.ldgo, 1, 1, count, nhid);
    memory.desc destination = plain(memory.format_tag.tnc, length, sequences, nhid);
    memory.desc input = plain(memory.format_tag.any, inputShape);
    memory.desc recurrent = plain(memory.format_tag.any, recurrentShape);
    memory.desc none = new memory.desc();

    rnn_primitive_desc_base description;
    if (count == 1) {
      vanilla_rnn_forward.primitive_desc rnn =
          new vanilla_rnn_forward.primitive_desc(
              processor,
              prop_kind.forward_inference,
              algorithm.eltwise_tanh,
              rnn_direction.unidirectional_left2right,
              source,
              none,
              input,
              recurrent,
              bias,
              destination,
              none);
      cell = new vanilla_rnn_forward(rnn);
      description = rnn;
    } else {
      gru_forward.primitive_desc gru =
          new gru_forward.primitive_desc(
              processor,
              prop_kind.forward_inference,
              rnn_direction.unidirectional_left2right,
              source,
              none,
              input,
              recurrent,
              bias,
              destination,
              none);
      cell = new gru_forward(gru);
      description = gru;
    }
    states = new FloatPointer(length * sequences * nhid);
    arguments =
        new IntMemoryMap()
            .put(DNNL_ARG_SRC_LAYER, of(source, TorchBatch.denseInputs(batch)))
            .put(
                DNNL_ARG_WEIGHTS_LAYER,
                chosen(description.weights_layer_desc(), inputShape, gates.inputs()))
            .put(
                DNNL_ARG_WEIGHTS_ITER,
                chosen(description.weights_iter_desc(), recurrentShape, gates.recurrents()))
            .put(DNNL_ARG_BIAS, of(bias, gates.biases()))
            .put(DNNL_ARG_DST_LAYER, new memory(destination, processor, states));
  }

  private static memory.desc plain(memory.format_tag order, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, order);
  }

  private memory of(memory.desc description, float[] values) {
    return new memory(description, processor, new FloatPointer(values));
  }

  private memory chosen(memory.desc description, long[] shape, float[] values) {
    memory plain = of(plain(memory.format_tag.ldigo, shape), values);
    memory chosen = new memory(description, processor);
    new reorder(plain, chosen).execute(work, plain, chosen);
    work._wait();
    return chosen;
  }

  /** The states {@code (T, B, H)} of the last {@link #run}. */
  FloatBuffer states() {
    return states.asBuffer();
  }

  /** Computes the states. */
  void run() {
    cell.execute(work, arguments);
    work._wait();
  }
}
