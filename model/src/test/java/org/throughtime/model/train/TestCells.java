package org.throughtime.model.train;

import java.util.List;
import java.util.function.Function;
import org.throughtime.model.cell.Cell;
import org.throughtime.model.cell.CellSpec;
import org.throughtime.model.cell.Init;
import org.throughtime.model.cell.Inits;

/** Cells and initializations by their labels. */
public final class TestCells {
  private TestCells() {}

  /** The cell of that label. */
  public static Cell cell(String label) {
    return find(Cells.ALL, Cell::label, label);
  }

  /** The initialization of that label. */
  public static Init init(String label) {
    return find(Inits.ALL, Init::label, label);
  }

  /** A cell of nhid units. */
  public static CellSpec spec(String cell, String init, int nhid) {
    return new CellSpec(cell(cell), init(init), nhid);
  }

  private static <E> E find(List<E> choices, Function<E, String> label, String text) {
    return choices.stream().filter(c -> label.apply(c).equals(text)).findAny().orElseThrow();
  }
}
