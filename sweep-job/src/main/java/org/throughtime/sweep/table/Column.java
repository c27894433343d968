package org.throughtime.sweep.table;

import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table: all that is known of it stands here.
 *
 * @param name SPEC's name
 * @param type what its cells hold
 * @param doc what it means and its unit, for whoever queries it
 * @param value reads the cell from a row; null where the row has none
 * @param <R> what a row is made from
 */
public record Column<R>(String name, ColumnType type, String doc, Function<? super R, ?> value) {

  static <R> Column<R> text(String name, String doc, Function<R, String> value) {
    return new Column<>(name, ColumnType.TEXT, doc, value);
  }

  static <R> Column<R> integer(String name, String doc, Function<R, Integer> value) {
    return new Column<>(name, ColumnType.INT, doc, value);
  }

  static <R> Column<R> real(String name, String doc, Function<R, Double> value) {
    return new Column<>(name, ColumnType.DOUBLE, doc, value);
  }

  static <R> Column<R> profile(String name, String doc, Function<R, Optional<float[]>> value) {
    return new Column<>(name, ColumnType.PROFILE, doc, value.andThen(p -> p.orElse(null)));
  }

  /** The same column of rows that hold an {@code R} or none; null where they hold none. */
  <S> Column<S> within(Function<S, Optional<R>> holder) {
    return new Column<>(name, type, doc, row -> holder.apply(row).map(value).orElse(null));
  }
}
