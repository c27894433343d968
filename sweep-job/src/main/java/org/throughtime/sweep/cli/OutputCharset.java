package org.throughtime.sweep.cli;

import java.nio.charset.Charset;

/** The charset of what this process prints. Java 17 does not say which one a stream uses. */
final class OutputCharset {
  private OutputCharset() {}

  static Charset get() {
    String ofTerminal = System.getProperty("sun.stdout.encoding");
    String name = System.getProperty("stdout.encoding", ofTerminal);
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
