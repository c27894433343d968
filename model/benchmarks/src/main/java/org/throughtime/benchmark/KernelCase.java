package org.throughtime.benchmark;

/**
 * The kernels at the shapes in which runs call them: every shape that a benchmark measures stands
 * here. Canonical runs have H = 50, 7 symbols and 6 outputs (mem) or 2 channels and 1 output (mul);
 * training has 20 sequences a batch, a sequence a row, and 145 steps of mem on average; validation
 * has blocks of 64 sequences, a sequence a column.
 */
public enum KernelCase {
  PRODUCT_TRAINING(KernelCall.product(20, 50, 50)),
  PRODUCT_VALIDATION(KernelCall.product(50, 50, 64)),
  PRODUCT_READOUT(KernelCall.product(20, 50, 6)),
  PRODUCT_READOUT_BACK(KernelCall.product(20, 6, 50)),
  PRODUCT_READOUT_VALIDATION(KernelCall.product(6, 50, 64)),
  PRODUCT_INPUT_VALIDATION(KernelCall.product(50, 2, 64)),
  PRODUCT_500(KernelCall.product(200, 500, 500)),
  PRODUCT_500_FEW(KernelCall.product(20, 500, 500)),
  PRODUCT_500_VALIDATION(KernelCall.product(500, 500, 64)),
  PRODUCT_1000(KernelCall.product(200, 1000, 1000)),
  PRODUCT_1000_VALIDATION(KernelCall.product(1000, 1000, 64)),
  OUTER_RECURRENT(KernelCall.outer(2900, 50, 50)),
  OUTER_READOUT(KernelCall.outer(2900, 50, 6)),
  OUTER_500(KernelCall.outer(2000, 500, 500)),
  OUTER_1000(KernelCall.outer(2000, 1000, 1000)),

  TANH_TRAINING(KernelCall.elements("tanh", 20, 50, 1, (k, x, n) -> k.tanh(x[0], 0, n))),
  TANH_VALIDATION(KernelCall.elements("tanh", 50, 64, 1, (k, x, n) -> k.tanh(x[0], 0, n))),
  SIGMOID_VALIDATION(KernelCall.elements("sigmoid", 50, 64, 1, (k, x, n) -> k.sigmoid(x[0], 0, n))),
  INTERPOLATE(
      KernelCall.elements(
          "interpolate",
          50,
          64,
          4,
          (k, x, n) -> k.interpolate(x[0], x[1], 0, x[2], 0, x[3], 0, n))),
  MULTIPLY(
      KernelCall.elements(
          "multiply", 50, 64, 3, (k, x, n) -> k.multiply(x[0], 0, x[1], 0, x[2], 0, n))),

  SOFTMAX_LARGEST(KernelCall.columnLargest(6, 64)),
  SOFTMAX_EXP_SUMS(KernelCall.columnExpSums(6, 64)),

  LOOK_UP_TRAINING(KernelCall.lookUp(20, 50)),
  LOOK_UP_VALIDATION(KernelCall.lookUpColumns(50, 64)),
  PRODUCT_FROM(KernelCall.productFrom(50, 50, 64)),
  AFFINE(KernelCall.affine(20, 50)),
  SCATTER_ADD(KernelCall.scatterAdd(2900, 50)),
  SUM_ADD(KernelCall.sumAdd(2900, 50)),
  SUM_ADD_500(KernelCall.sumAdd(25000, 500)),

  TANH_GRADIENT(
      KernelCall.elements(
          "tanhGradient",
          20,
          50,
          3,
          (k, x, n) -> k.gradients().tanhGradient(x[0], x[1], 0, x[2], 0, n))),
  SIGMOID_GRADIENT(
      KernelCall.elements(
          "sigmoidGradient",
          20,
          50,
          3,
          (k, x, n) -> k.gradients().sigmoidGradient(x[0], x[1], 0, x[2], 0, n))),
  GATE_GRADIENT(
      KernelCall.elements(
          "gateGradient",
          20,
          50,
          5,
          (k, x, n) -> k.gradients().gateGradient(x[0], x[1], x[2], x[3], x[4], 0, n))),
  CANDIDATE_GRADIENT(
      KernelCall.elements(
          "candidateGradient",
          20,
          50,
          4,
          (k, x, n) -> k.gradients().candidateGradient(x[0], x[1], x[2], x[3], 0, n))),
  CARRY_GRADIENT(
      KernelCall.elements(
          "carryGradient",
          20,
          50,
          3,
          (k, x, n) -> k.gradients().carryGradient(x[0], x[1], 0, x[2], 0, n))),
  SQUARES(KernelCall.squares(20, 50)),

  /** Twice 16 KiB. */
  DESCEND_LEVEL_1(KernelCall.descend(4 << 10)),
  /** Twice 256 KiB. */
  DESCEND_LEVEL_2(KernelCall.descend(64 << 10)),
  /** Twice 4 MiB. */
  DESCEND_LEVEL_3(KernelCall.descend(1 << 20)),
  /** Twice 128 MiB. */
  DESCEND_MEMORY(KernelCall.descend(32 << 20));

  private final KernelCall call;

  KernelCase(KernelCall call) {
    this.call = call;
  }

  KernelCall call() {
    return call;
  }
}
