package org.throughtime.sweep.report.pdf;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Removes times from documents, so that the same content gives the same bytes. */
final class Timeless {
  private Timeless() {}

  /**
   * Saves a document as this program's.
   *
   * @throws IOException where the stream fails
   */
  static void save(PDDocument document, OutputStream out) throws IOException {
    document.getDocumentInformation().setProducer("Throughtime");
    document.getDocumentInformation().setCreationDate(null);
    document.setDocumentId(0L); // in place of the time, of which a document's ID is else made
    document.save(out);
  }
}
