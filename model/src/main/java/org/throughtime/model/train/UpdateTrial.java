package org.throughtime.model.train;

import java.util.List;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;

/**
 * Measures an {@link Update}: the weights before and after it, and after it the gradient of the
 * loss for each sequence of its batch. It changes no weight, and draws from no stream.
 */
final class UpdateTrial {
  private final Network network;
  private List<float[]> before = List.of();

  UpdateTrial(Network network) {
    this.network = network;
  }

  /** Copies the weights before an update. */
  void begin() {
    before = arrays(network.parameters());
  }

  /**
   * Measures the update. The gradients of the network are those of one sequence afterwards.
   *
   * @param batch that the update was made from
   */
  Update end(Batch batch) {
    List<float[]> after = arrays(network.parameters());
    List<double[]> sums = after.stream().map(array -> new double[array.length]).toList();
    double squares = 0;
    int sequences = batch.sequences();
    for (int b = 0; b < sequences; b++) {
      network.train(batch.sequence(b));
      squares += addTo(sums);
    }
    float[] ratios = new float[after.size()];
    double updateSquare = 0;
    double gradientSquare = 0;
    double product = 0;
    for (int p = 0; p < ratios.length; p++) {
      double weights = 0;
      double changes = 0;
      for (int i = 0; i < after.get(p).length; i++) {
        double weight = before.get(p)[i];
        double change = after.get(p)[i] - weight;
        double gradient = sums.get(p)[i] / sequences;
        weights += weight * weight;
        changes += change * change;
        gradientSquare += gradient * gradient;
        product -= change * gradient;
      }
      ratios[p] = (float) (Math.sqrt(changes) / Math.sqrt(weights));
      updateSquare += changes;
    }
    double variance = (squares - sequences * gradientSquare) / (sequences - 1);
    double standardError = Math.sqrt(Math.max(0, variance) / sequences);
    before = List.of();
    return new Update(
        Math.sqrt(gradientSquare) / standardError,
        product / (Math.sqrt(updateSquare) * Math.sqrt(gradientSquare)),
        ratios);
  }

  private static List<float[]> arrays(Parameters parameters) {
    return parameters.all().stream().map(Parameter::toArray).toList();
  }

  /** Adds the gradients of the last pass, and gives their squared norm. */
  private double addTo(List<double[]> sums) {
    List<float[]> gradients = arrays(network.gradients());
    double square = 0;
    for (int p = 0; p < gradients.size(); p++) {
      float[] gradient = gradients.get(p);
      for (int i = 0; i < gradient.length; i++) {
        sums.get(p)[i] += gradient[i];
        square += (double) gradient[i] * gradient[i];
      }
    }
    return square;
  }
}
