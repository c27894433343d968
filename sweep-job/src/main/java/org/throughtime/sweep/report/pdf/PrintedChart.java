package org.throughtime.sweep.report.pdf;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.Palette;

/**
 * A single chart with its title, as a file for printing: {@link #WIDTH} by {@link #HEIGHT} points,
 * with text of 9 points. The same chart gives the same bytes, because the file contains no time.
 */
public final class PrintedChart {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 270;

  /** Pixels of a picture, per inch. */
  private static final int RESOLUTION = 300;

  private static final double PIXELS = RESOLUTION / 72.0;
  private static final double INCHES_PER_METRE = 1 / .0254;
  private static final float TITLE_SIZE = 10.5f;
  private static final String PNG_METADATA = "javax_imageio_png_1.0";

  private PrintedChart() {}

  /**
   * As PNG, {@value #RESOLUTION} pixels an inch.
   *
   * @throws IOException where it cannot be encoded
   */
  public static byte[] png(Chart chart) throws IOException {
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(WIDTH * PIXELS),
            (int) Math.round(HEIGHT * PIXELS),
            BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.decode(Palette.LIGHT.background()));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(PIXELS, PIXELS);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    draw(chart, graphics);
    graphics.dispose();
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      metadata.mergeTree(PNG_METADATA, resolution());
      writer.setOutput(out);
      writer.write(new IIOImage(image, List.of(), metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** What tells a program that sets the picture how large it is on paper. */
  private static IIOMetadataNode resolution() {
    String perMetre = Long.toString(Math.round(RESOLUTION * INCHES_PER_METRE));
    IIOMetadataNode pixels = new IIOMetadataNode("pHYs");
    pixels.setAttribute("pixelsPerUnitXAxis", perMetre);
    pixels.setAttribute("pixelsPerUnitYAxis", perMetre);
    pixels.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
    root.appendChild(pixels);
    return root;
  }

  /**
   * As PDF, one page of vectors and text.
   *
   * @throws IOException where it cannot be encoded
   */
  public static byte[] pdf(Chart chart) throws IOException {
    try (PDDocument document = new PDDocument();
        PdfBoxGraphics2DFontTextDrawer text = new PdfBoxGraphics2DFontTextDrawer();
        InputStream font = Fonts.file()) {
      document.getDocumentInformation().setTitle(chart.title());
      document.getDocumentInformation().setSubject(chart.description());
      PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
      document.addPage(page);
      text.registerFont(DrawnChart.FONT.getFontName(), PDType0Font.load(document, font, true));
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, WIDTH, HEIGHT);
      graphics.setFontTextDrawer(text);
      draw(chart, graphics);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Timeless.save(document, bytes);
      return bytes.toByteArray();
    }
  }

  private static void draw(Chart chart, Graphics2D graphics) {
    JFreeChart drawn = DrawnChart.of(chart);
    TextTitle title = new TextTitle(chart.title(), DrawnChart.FONT.deriveFont(TITLE_SIZE));
    title.setPaint(Color.decode(Palette.LIGHT.text()));
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(new RectangleInsets(2, 4, 4, 4));
    drawn.setTitle(title);
    drawn.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }
}
