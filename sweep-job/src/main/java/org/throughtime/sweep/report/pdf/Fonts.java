package org.throughtime.sweep.report.pdf;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The font of charts and documents: Liberation Sans, which PDFBox contains. The standard PDF fonts
 * lack Greek and other characters, and the fonts of a system differ between machines.
 */
final class Fonts {
  /** Its family. */
  static final String FAMILY = "Liberation Sans";

  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private Fonts() {}

  /** The file of the font. */
  static InputStream file() {
    return PDDocument.class.getResourceAsStream(FILE);
  }

  /**
   * The font for drawing.
   *
   * @param size in points
   */
  static Font text(float size) {
    try (InputStream file = file()) {
      return Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("PDFBox's own font is none", e);
    }
  }

  /** Whether this Java can draw text at all: it asks the system for fonts, which may have none. */
  static boolean there() {
    try {
      FontRenderContext plain = new FontRenderContext(null, false, false);
      return DrawnChart.FONT.getStringBounds("t", plain).getWidth() > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }
}
