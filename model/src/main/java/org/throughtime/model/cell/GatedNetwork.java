package org.throughtime.model.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.diagnostics.Gate;
import org.throughtime.model.diagnostics.Profile;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Head;

/**
 * What the float32 gated cells share: a {@link GateLayer} for each gate and one for the candidate,
 * whose symbol is h. The output layer's bias is b_y.
 */
abstract class GatedNetwork extends KernelNetwork {
  private static final String CANDIDATE = "h";

  /** The layers of the gates, then the candidate's. */
  final List<GateLayer> layers;

  private final List<Gate> gates;
  private final Map<String, GateLayer> bySymbol = new LinkedHashMap<>();

  /**
   * @param parameters W_ug (nin, H), W_hg (H, H) and b_g (H) for every gate g and for g = h; W_hy
   *     (H, nout), b_y (nout)
   * @param head what is scored
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  GatedNetwork(Kernels kernels, Parameters parameters, List<Gate> gates, Head head, double errAbs) {
    super(kernels, parameters, "b_y", head, errAbs);
    this.gates = gates;
    gates.forEach(gate -> addLayer(gate.symbol()));
    addLayer(CANDIDATE);
    this.layers = List.copyOf(bySymbol.values());
  }

  private void addLayer(String symbol) {
    bySymbol.put(symbol, new GateLayer(kernels, parameters, gradients, symbol));
  }

  /** The layer of a gate. */
  final GateLayer gate(String symbol) {
    return bySymbol.get(symbol);
  }

  /** The layer of the candidate. */
  final GateLayer candidate() {
    return bySymbol.get(CANDIDATE);
  }

  @Override
  void reserve(int positions, int sequences) {
    layers.forEach(layer -> layer.reserve(positions));
  }

  @Override
  void refresh() {
    layers.forEach(GateLayer::refresh);
  }

  @Override
  void refreshColumns() {
    layers.forEach(GateLayer::refreshColumns);
  }

  @Override
  final Activation phi() {
    return Activation.TANH;
  }

  @Override
  public Profile profile(boolean gates) {
    Profile profile = commonProfile();
    if (gates) {
      for (Gate gate : this.gates) {
        Rows values = gate(gate.symbol()).values();
        profile = profile.with(gate, means(values, 0, Activation.SIGMOID::distanceFromSaturation));
      }
    }
    return profile;
  }
}
