package org.throughtime.model.cell;

import java.io.Serializable;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;

/**
 * Errors of a lastLinear head beyond its loss.
 *
 * @param mae mean |y - yhat|
 * @param err05 share with |y - yhat| &gt; .05, in [0, 1]
 * @param err10 share with |y - yhat| &gt; .10, in [0, 1]
 * @param errAbs share with |y - yhat| &gt; err_abs, in [0, 1]
 * @param maxae the largest |y - yhat|
 */
public record LinearErrors(double mae, double err05, double err10, double errAbs, double maxae)
    implements Serializable {
  public static final Metric<LinearErrors, Double> MAE =
      declare("mae", "", "mean of abs(y - yhat)", LinearErrors::mae);
  public static final Metric<LinearErrors, Double> ERR_05 =
      share("err_05", ".05", LinearErrors::err05);
  public static final Metric<LinearErrors, Double> ERR_10 =
      share("err_10", ".10", LinearErrors::err10);
  public static final Metric<LinearErrors, Double> ERR_ABS =
      share("err_abs", "err_abs", LinearErrors::errAbs);
  public static final Metric<LinearErrors, Double> MAXAE =
      declare("maxae", "", "the largest abs(y - yhat)", LinearErrors::maxae);

  private static Metric<LinearErrors, Double> share(
      String name, String bound, Function<LinearErrors, Double> source) {
    return declare(name, "0 to 1", "share with abs(y - yhat) > " + bound, source);
  }

  private static Metric<LinearErrors, Double> declare(
      String name, String unit, String meaning, Function<LinearErrors, Double> source) {
    return Metric.real(name, unit, meaning + "; add and mul only", source);
  }
}
