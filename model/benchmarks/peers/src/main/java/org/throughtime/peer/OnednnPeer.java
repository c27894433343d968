package org.throughtime.peer;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.throughtime.benchmark.StateLoss;
import org.throughtime.model.task.Batch;

/** oneDNN's primitives of both cells, for inference. */
final class OnednnPeer extends CellProgram {
  @Override
  public Map<String, String> describe() {
    dnnl_version_t version = dnnl.dnnl_version();
    return Map.of(
        "program",
        "oneDNN " + version.major() + "." + version.minor() + "." + version.patch(),
        "kernels",
        dnnl.get_effective_cpu_isa().toString());
  }

  @Override
  CellPass pass(Batch chunk, CellGates gates, StateLoss loss) {
    OnednnCell cell = new OnednnCell(chunk, gates);
    return new CellPass(chunk, loss, cell::run, cell.states());
  }
}
