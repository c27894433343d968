package org.throughtime.sweep.report.pdf;

import java.awt.Color;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleInsets;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Palette;

/** An axis as JFreeChart draws it. */
final class DrawnAxis {
  private static final int LONGEST = 44;
  private static final double MARGIN = .03;

  private DrawnAxis() {}

  static ValueAxis of(Axis axis) {
    ValueAxis drawn =
        switch (axis.scale()) {
          case LINEAR -> linear(axis);
          case LOG -> log(axis);
          case CATEGORY -> names(axis);
        };
    axis.range().ifPresent(r -> drawn.setRange(r.low(), r.high()));
    return styled(drawn);
  }

  /** The same with room for a line along its end, of which one half would be cut off. */
  static ValueAxis withMargin(Axis axis) {
    ValueAxis drawn = of(axis);
    if (axis.scale() == Axis.Scale.LINEAR && axis.range().isPresent()) {
      double margin = MARGIN * drawn.getRange().getLength();
      drawn.setRange(drawn.getLowerBound() - margin, drawn.getUpperBound() + margin);
    }
    return drawn;
  }

  private static ValueAxis linear(Axis axis) {
    NumberAxis drawn = new NumberAxis(axis.title());
    drawn.setAutoRangeIncludesZero(false);
    drawn.setNumberFormatOverride(new Numbers());
    return drawn;
  }

  private static ValueAxis log(Axis axis) {
    LogAxis drawn = new LogAxis(axis.title());
    drawn.setNumberFormatOverride(new Numbers());
    drawn.setTickUnit(new NumberTickUnit(1)); // a label for every power of 10
    drawn.setMinorTickMarksVisible(false);
    return drawn;
  }

  private static ValueAxis names(Axis axis) {
    String[] names =
        axis.categories().stream()
            .map(n -> n.length() > LONGEST ? n.substring(0, LONGEST - 2) + ".." : n)
            .toArray(String[]::new);
    SymbolAxis drawn = new SymbolAxis(axis.title(), names);
    drawn.setGridBandsVisible(false);
    drawn.setRange(-.5, names.length - .5);
    return drawn;
  }

  static ValueAxis styled(ValueAxis axis) {
    axis.setLabelFont(DrawnChart.LABELS);
    axis.setTickLabelFont(DrawnChart.FONT);
    // room between labels, which are else set as close as they fit
    axis.setTickLabelInsets(new RectangleInsets(2, 6, 2, 4));
    axis.setLabelPaint(Color.decode(Palette.LIGHT.text()));
    axis.setTickLabelPaint(Color.decode(Palette.LIGHT.muted()));
    axis.setAxisLinePaint(Color.decode(Palette.LIGHT.muted()));
    axis.setTickMarkPaint(Color.decode(Palette.LIGHT.muted()));
    return axis;
  }

  /** Numbers as everywhere in the report. */
  static final class Numbers extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
      return to.append(ReadableNumber.significant(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
      return to.append(number);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("numbers are only written");
    }
  }
}
