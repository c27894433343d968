package org.throughtime.model.kernel;

/** Kernels whose updates and gradients are classes of their own. */
abstract class ComposedKernels implements Kernels {
  private final String name;
  private final Updates updates;
  private final Gradients gradients;

  ComposedKernels(String name, Updates updates, Gradients gradients) {
    this.name = name;
    this.updates = updates;
    this.gradients = gradients;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Updates updates() {
    return updates;
  }

  @Override
  public final Gradients gradients() {
    return gradients;
  }
}
