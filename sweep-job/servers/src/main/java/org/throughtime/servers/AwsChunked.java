package org.throughtime.servers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The encoding {@code aws-chunked}: each chunk has a line with its length in hexadecimal and a
 * signature, an empty chunk ends the content, and lines with checksums follow.
 */
final class AwsChunked {
  private AwsChunked() {}

  static byte[] decode(InputStream in) throws IOException {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int length = length(in); length > 0; length = length(in)) {
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length) {
        throw new EOFException("a chunk of %d bytes instead of %d".formatted(chunk.length, length));
      }
      decoded.writeBytes(chunk);
      line(in);
    }
    in.readAllBytes();
    return decoded.toByteArray();
  }

  private static int length(InputStream in) throws IOException {
    String line = line(in);
    int end = line.indexOf(';');
    return Integer.parseInt(end < 0 ? line : line.substring(0, end), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the last chunk is missing");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }
}
