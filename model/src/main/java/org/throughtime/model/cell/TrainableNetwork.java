package org.throughtime.model.cell;

/** A network with its weights, and a gradient of the same name and shape for each of them. */
public abstract class TrainableNetwork implements Network {
  final Parameters parameters;
  final Parameters gradients;

  /**
   * @param parameters the weights, changed in place by an optimizer
   */
  protected TrainableNetwork(Parameters parameters) {
    this.parameters = parameters;
    this.gradients = parameters.zerosLike();
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final Parameters gradients() {
    return gradients;
  }
}
