package org.throughtime.servers;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The S3 server behind the proxy, as a process that obeys commands. */
final class S3Service {
  private S3Service() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    try (S3Server server = new S3Server();
        FaultyProxy proxy = new FaultyProxy(URI.create("http://127.0.0.1:" + server.port()))) {
      new Commands()
          .with("faults", words -> proxy.use(faults(words)))
          .with("no-faults", words -> proxy.use(Faults.none()))
          .with("clock", words -> server.objects().setClock(seconds(words[1])))
          .with("counts", words -> proxy.requests().print())
          .with("count-anew", words -> proxy.requests().clear())
          .obey("http://127.0.0.1:" + proxy.port());
    }
    System.exit(0);
  }

  private static Duration seconds(String word) {
    return Duration.ofSeconds(Long.parseLong(word));
  }

  /** {@code faults SEED LOST LATE DELAY}. */
  private static Faults faults(String[] words) {
    return new Faults(
        Long.parseLong(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Integer.parseInt(words[4]));
  }
}
