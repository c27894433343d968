package org.throughtime.sweep.reach;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.throughtime.sweep.store.ResultsException;

/** Whether the master of a standalone cluster answers. */
public final class ReachableMaster {
  private static final String STANDALONE = "spark://";

  private ReachableMaster() {}

  /**
   * Opens a connection to it, or to one of several.
   *
   * @param master as the user gave it; only {@code spark://HOST:PORT[,HOST:PORT]} is asked
   * @throws ResultsException where none answers
   */
  public static void require(String master) {
    if (master.startsWith(STANDALONE)) {
      List<Endpoint> endpoints =
          Arrays.stream(master.substring(STANDALONE.length()).split(","))
              .map(address -> URI.create(STANDALONE + address))
              .filter(address -> address.getHost() != null && address.getPort() >= 0)
              .map(address -> new Endpoint(address.getHost(), address.getPort()))
              .toList();
      Endpoint.requireOne(
          "--master " + master, endpoints, "correct the URL, or start the master of the cluster");
    }
  }
}
