package org.throughtime.benchmark;

import java.util.Random;
import java.util.function.Function;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;

/**
 * One call of one kernel, with operands of its own.
 *
 * @param kernel the method of {@link Kernels}
 * @param shape of its operands, for the reader
 * @param flops floating-point operations of a sum of products, two for a multiply-add; 0 where it
 *     is none, and time per element or bytes moved say more
 * @param elements that it makes or changes
 * @param bytes that go in and out if every operand is read, and every result written, once
 * @param prepare makes operands, and what calls the kernel with them
 */
record KernelCall(
    String kernel,
    String shape,
    double flops,
    double elements,
    double bytes,
    Function<Kernels, Runnable> prepare) {

  private static final int SYMBOLS = 7;

  /** {@code y += x w}: x (rows, depth), w (depth, columns). */
  static KernelCall product(int rows, int depth, int columns) {
    return new KernelCall(
        "multiplyAdd",
        rows + "x" + depth + "x" + columns,
        2.0 * rows * depth * columns,
        (double) rows * columns,
        4.0 * (rows * depth + depth * columns + 2 * rows * columns),
        kernels -> {
          Rows x = random(rows, depth);
          Rows w = random(depth, columns);
          Rows y = new Rows(rows, columns);
          return () -> kernels.multiplyAdd(x, 0, w, y, 0, rows);
        });
  }

  /** {@code w += x^T y} over {@code rows} rows: w (depth, columns). */
  static KernelCall outer(int rows, int depth, int columns) {
    return new KernelCall(
        "outerAdd",
        rows + "x" + depth + "x" + columns,
        2.0 * rows * depth * columns,
        (double) depth * columns,
        4.0 * ((double) rows * depth + rows * columns + 2 * depth * columns),
        kernels -> {
          Rows x = random(rows, depth);
          Rows y = random(rows, columns);
          Rows w = new Rows(depth, columns);
          return () -> kernels.outerAdd(x, 0, y, 0, rows, w);
        });
  }

  /** A call on whole blocks of {@code rows} rows. */
  @FunctionalInterface
  interface OfBlocks {
    void call(Kernels kernels, Rows[] operands, int rows);
  }

  /** An element-wise method with {@code operands} operands, of which one is written. */
  static KernelCall elements(String name, int rows, int columns, int operands, OfBlocks method) {
    return ofElements(
        name,
        rows,
        columns,
        4.0 * operands * rows * columns,
        kernels -> {
          Rows[] blocks = new Rows[operands];
          for (int i = 0; i < operands; i++) {
            blocks[i] = random(rows, columns);
          }
          return () -> method.call(kernels, blocks, rows);
        });
  }

  /** The largest of every column, as a softmax over {@code classes} rows needs it. */
  static KernelCall columnLargest(int classes, int columns) {
    return ofElements(
        "columnLargest",
        classes,
        columns,
        4.0 * (classes + 2) * columns,
        kernels -> {
          Rows x = random(classes, columns);
          float[] largest = new float[x.stride];
          float[] row = new float[x.stride];
          return () -> kernels.columnLargest(x, columns, largest, row);
        });
  }

  /** Exponentials and their sums, as a softmax over {@code classes} rows needs them. */
  static KernelCall columnExpSums(int classes, int columns) {
    return ofElements(
        "columnExpSums",
        classes,
        columns,
        4.0 * (2 * classes + 2) * columns,
        kernels -> {
          Rows x = random(classes, columns);
          float[] shift = random(1, columns).data;
          float[] sums = new float[x.stride];
          return () -> kernels.columnExpSums(x, columns, shift, sums);
        });
  }

  static KernelCall squares(int rows, int columns) {
    return ofElements(
        "squares",
        rows,
        columns,
        4.0 * rows * (columns + 1),
        kernels -> {
          Rows x = random(rows, columns);
          float[] squares = new float[rows];
          return () -> kernels.squares(x, 0, rows, squares);
        });
  }

  static KernelCall lookUp(int rows, int columns) {
    return ofElements(
        "lookUp",
        rows,
        columns,
        4.0 * (rows + SYMBOLS) * columns + rows,
        kernels -> {
          byte[] symbols = symbols(rows);
          Rows table = random(SYMBOLS, columns);
          Rows y = new Rows(rows, columns);
          return () -> kernels.lookUp(symbols, 0, table, y, 0, rows);
        });
  }

  /** The same with a unit a row and a sequence a column. */
  static KernelCall lookUpColumns(int units, int columns) {
    return ofElements(
        "lookUpColumns",
        units,
        columns,
        4.0 * (columns + units * SYMBOLS + units * columns),
        kernels -> {
          Rows table = random(units, SYMBOLS);
          Rows y = new Rows(units, columns);
          byte[] drawn = symbols(y.stride);
          int[] symbols = new int[y.stride];
          for (int i = 0; i < symbols.length; i++) {
            symbols[i] = drawn[i];
          }
          return () -> kernels.lookUpColumns(symbols, table, y);
        });
  }

  /** {@code y = start + x w}, one start a row: x (rows, depth), w (depth, columns). */
  static KernelCall productFrom(int rows, int depth, int columns) {
    return new KernelCall(
        "multiplyFrom",
        rows + "x" + depth + "x" + columns,
        2.0 * rows * depth * columns,
        (double) rows * columns,
        4.0 * (rows * depth + depth * columns + rows * columns + rows * Rows.PAD),
        kernels -> {
          Rows start = random(rows, Rows.PAD);
          Rows x = random(rows, depth);
          Rows w = random(depth, columns);
          Rows y = new Rows(rows, columns);
          return () -> kernels.multiplyFrom(start, 0, x, w, y);
        });
  }

  static KernelCall scatterAdd(int rows, int columns) {
    return ofElements(
        "scatterAdd",
        rows,
        columns,
        4.0 * (rows + 2 * SYMBOLS) * columns + rows,
        kernels -> {
          byte[] symbols = symbols(rows);
          Rows x = random(rows, columns);
          Rows w = new Rows(SYMBOLS, columns);
          return () -> kernels.scatterAdd(symbols, 0, x, 0, rows, w);
        });
  }

  static KernelCall sumAdd(int rows, int columns) {
    return ofElements(
        "sumAdd",
        rows,
        columns,
        4.0 * (rows + 2) * columns,
        kernels -> {
          Rows x = random(rows, columns);
          Rows w = new Rows(1, columns);
          return () -> kernels.sumAdd(x, 0, rows, w);
        });
  }

  /** {@code y = b + x w} for two dense channels. */
  static KernelCall affine(int rows, int columns) {
    int channels = 2;
    return new KernelCall(
        "affine",
        rows + "x" + channels + "x" + columns,
        0,
        (double) rows * columns,
        4.0 * (rows * channels + (channels + 1 + rows) * columns),
        kernels -> {
          float[] x = floats(rows * channels);
          Rows w = random(channels, columns);
          Rows bias = random(1, columns);
          Rows y = new Rows(rows, columns);
          return () -> kernels.affine(x, 0, w, bias, y, 0, rows);
        });
  }

  /** {@code w -= rate g}: long arrays tell how fast a level of the memory feeds the core. */
  static KernelCall descend(int floats) {
    return new KernelCall(
        "descend",
        Integer.toString(floats),
        0,
        floats,
        12.0 * floats,
        kernels -> {
          float[] w = floats(floats);
          float[] g = floats(floats);
          return () -> kernels.updates().descend(w, g, 1e-9f);
        });
  }

  /** A kernel that is no sum of products and makes or changes (rows, columns) elements. */
  private static KernelCall ofElements(
      String kernel, int rows, int columns, double bytes, Function<Kernels, Runnable> prepare) {
    return new KernelCall(kernel, rows + "x" + columns, 0, (double) rows * columns, bytes, prepare);
  }

  private static Rows random(int rows, int columns) {
    Rows matrix = new Rows(rows, columns);
    float[] values = floats(matrix.data.length);
    System.arraycopy(values, 0, matrix.data, 0, values.length);
    return matrix;
  }

  private static float[] floats(int count) {
    Random random = new Random(count);
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat() - .5f;
    }
    return floats;
  }

  private static byte[] symbols(int count) {
    byte[] symbols = new byte[count];
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      symbols[i] = (byte) random.nextInt(SYMBOLS);
    }
    return symbols;
  }
}
