package org.throughtime.model.kernel;

/**
 * The array loops everything is made of, in float32.
 *
 * <p>Each output element is one fixed sequence of float operations, stated with each method, so
 * that every implementation and every vector width gives the same bits. A block of rows is named by
 * its matrix, its first row and the number of rows. Implementations have no state and are
 * thread-safe.
 */
public interface Kernels {
  /** Name for provenance: scalar, vector-128, vector-256 or vector-512. */
  String name();

  /** The loops that change weights. */
  Updates updates();

  /** The derivatives of activations and gates. */
  Gradients gradients();

  /**
   * {@code y[fromY + i] += x[fromX + i] w} for {@code i < rows}: with {@code w} of shape {@code (K,
   * N)}, each element is the chain {@code y_j = fma(x_k, w_kj, y_j)} for k = 0 .. K-1.
   */
  void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows);

  /**
   * {@code y = start + x w} with one start a row: each element is the chain of {@link #multiplyAdd}
   * from {@code y_jc = start_j}.
   *
   * @param start {@link Rows#PAD} columns, all of which hold the row's value
   * @param first row of start that belongs to row 0 of y
   */
  void multiplyFrom(Rows start, int first, Rows x, Rows w, Rows y);

  /**
   * {@code y[fromY + i] = start[row] + x[fromX + i] w}: each element is the chain of {@link
   * #multiplyAdd}, from the same row for all.
   */
  void multiplyFromRow(Rows start, int row, Rows x, int fromX, Rows w, Rows y, int fromY, int rows);

  /**
   * {@code w += x^T y} over {@code rows} rows: each element is the chain {@code w_kj = fma(x_rk,
   * y_rj, w_kj)} for ascending rows r.
   */
  void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w);

  /**
   * {@code x = tanh(x)}, at most 4 ulp from the true value; the bits of {@link Activations#tanh}.
   */
  void tanh(Rows x, int from, int rows);

  /** {@code x = 1 / (1 + exp(-x))}, at most 4 ulp off; the bits of {@link Activations#sigmoid}. */
  void sigmoid(Rows x, int from, int rows);

  /** {@code x = max(x, 0)}; NaN stays NaN. */
  void relu(Rows x, int from, int rows);

  /**
   * The largest element of each of the first {@code columns} columns, and the first row it is in.
   * Arrays are as long as a row is with its padding.
   */
  void columnLargest(Rows x, int columns, float[] largest, float[] row);

  /**
   * {@code x_rc = exp(x_rc - shift[c])} for the first {@code columns} columns, the bits of {@link
   * Activations#exp}, and {@code sums[c] = x_0c + x_1c + ...} in that order. Arrays are as long as
   * a row is with its padding.
   */
  void columnExpSums(Rows x, int columns, float[] shift, float[] sums);

  /** {@code y[fromY + i] = table[symbols[first + i]]}, symbols as unsigned bytes. */
  void lookUp(byte[] symbols, int first, Rows table, Rows y, int fromY, int rows);

  /**
   * {@code y_jc = table_j[symbols[c]]} for every column of y: the same with a unit a row and a
   * sequence a column.
   *
   * @param symbols as many as a row of y has elements with its padding, each a column of the table
   */
  void lookUpColumns(int[] symbols, Rows table, Rows y);

  /**
   * {@code y[fromY + i] = bias[0] + x_i w} for dense x, row i at {@code (first + i) * w.count}:
   * each element is the chain of {@link #multiplyAdd}.
   */
  void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows);

  /** {@code w[symbols[first + i]] += x[from + i]} for ascending i. */
  void scatterAdd(byte[] symbols, int first, Rows x, int from, int rows, Rows w);

  /** {@code w[0] += x[from + i]} for ascending i. */
  void sumAdd(Rows x, int from, int rows, Rows w);

  /** {@code x[from + i] *= factors[i]}. */
  void scale(Rows x, int from, float[] factors, int rows);

  /** {@code y = y + x}, element by element. */
  void add(Rows x, int fromX, Rows y, int fromY, int rows);

  /** {@code y = a * b}, element by element. */
  void multiply(Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows);

  /** {@code y = fma(a, b, y)}, element by element. */
  void multiplyAddElements(Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows);

  /** {@code y = fma(z, c - h, h)}: a gru's (1 - z) h + z c, with z and c from the same row on. */
  void interpolate(Rows z, Rows c, int from, Rows h, int fromH, Rows y, int fromY, int rows);

  /**
   * {@code y[fromY + i]_j = fma(factor, x[windows[i] + j], y_ij)}: to each row, its window of x.
   *
   * @param x at least a row with its padding from each window on
   */
  void addWindows(float[] x, int[] windows, float factor, Rows y, int fromY, int rows);

  /**
   * {@code squares[i] = |x[from + i]|^2}: 16 chains {@code s_l = fma(x_c, x_c, s_l)} over the
   * columns c = l, l + 16, ..., then s_0 + s_1 + ... + s_15 in that order.
   */
  void squares(Rows x, int from, int rows, float[] squares);
}
