package org.throughtime.sweep.watch;

import java.nio.charset.StandardCharsets;

/**
 * A page at one moment.
 *
 * @param stamp names the moment
 * @param page the whole of it, for who opens it
 * @param update its body with stamp and state, as JSON, for who has it open
 */
record Edition(String stamp, byte[] page, byte[] update) {
  static Edition of(String stamp, String page, String update) {
    return new Edition(
        stamp, page.getBytes(StandardCharsets.UTF_8), update.getBytes(StandardCharsets.UTF_8));
  }
}
