package org.throughtime.sweep.report.pdf;

import java.awt.font.FontRenderContext;

/** Whether this Java can draw text at all: it takes fonts from the system, which may have none. */
final class Fonts {
  private Fonts() {}

  static boolean there() {
    try {
      FontRenderContext plain = new FontRenderContext(null, false, false);
      return DrawnChart.FONT.getStringBounds("t", plain).getWidth() > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }
}
