package org.throughtime.model.train;

import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Gru;
import org.throughtime.model.cell.Lstm;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.cell.VanillaRnn;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.reference.ReferenceGru;
import org.throughtime.model.reference.ReferenceLstm;
import org.throughtime.model.reference.ReferenceRnn;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Task;

/**
 * The cells, by the values of the flag {@code model}, one per line, each with its float64
 * reference.
 */
public final class Cells {
  // Lambdas and no method references: those would load the reference classes, and with them ND4J.
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(new VanillaRnn.Definition(), (c, w, errAbs) -> new ReferenceRnn(c, w, errAbs)),
          new Entry(new Gru.Definition(), (c, w, errAbs) -> new ReferenceGru(w, errAbs)),
          new Entry(new Lstm.Definition(), (c, w, errAbs) -> new ReferenceLstm(w, errAbs)));

  /** Every cell, in the order in which messages name them. */
  public static final List<Cell> ALL = ENTRIES.stream().map(Entry::cell).toList();

  private Cells() {}

  /** Makes the network of a cell in float64. */
  private interface Twin {
    Network over(CellSpec cell, Parameters weights, double errAbs);
  }

  private record Entry(Cell cell, Twin twin) {}

  /**
   * The network that a specification asks for, with the weights that its run has come to.
   *
   * @param weights dense C-order arrays by name
   * @throws IllegalArgumentException where they do not fit the specification
   */
  static Network network(RunSpec spec, Task task, Map<String, float[]> weights, Kernels kernels) {
    Parameters parameters = spec.cell().draw(task, new LegacyRandom(spec.seed()));
    parameters.assign(weights);
    return network(spec, parameters, task.head(), kernels);
  }

  /** The network that a specification asks for, over these weights. */
  static Network network(RunSpec spec, Parameters weights, Head head, Kernels kernels) {
    double errAbs = spec.validation().errAbs();
    return switch (spec.backend()) {
      case KERNEL -> spec.cell().model().network(kernels, spec.cell(), weights, head, errAbs);
      case REFERENCE -> reference(spec.cell(), weights, errAbs);
    };
  }

  /**
   * The same network term by term in ND4J and float64.
   *
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  public static Network reference(CellSpec cell, Parameters weights, double errAbs) {
    return ENTRIES.stream()
        .filter(entry -> entry.cell().equals(cell.model()))
        .findFirst()
        .orElseThrow()
        .twin()
        .over(cell, weights, errAbs);
  }
}
