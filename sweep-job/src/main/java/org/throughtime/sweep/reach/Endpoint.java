package org.throughtime.sweep.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughtime.sweep.store.ResultsException;

/**
 * Where a server listens for TCP connections.
 *
 * @param host a name or an address
 * @param port of it
 */
record Endpoint(String host, int port) {
  /** A server that works answers within milliseconds; a name server may take a second. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * One of several servers that do the same accepts connections.
   *
   * @param whose what the user gave, with which a message begins
   * @param endpoints where they listen; nothing is asked where there are none
   * @param remedy what to do where none accepts
   * @throws ResultsException where none does
   */
  static void requireOne(String whose, List<Endpoint> endpoints, String remedy) {
    List<String> faults = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      Optional<String> fault = endpoint.fault();
      if (fault.isEmpty()) {
        return;
      }
      faults.add(fault.get());
    }
    if (!faults.isEmpty()) {
      throw new ResultsException(whose + ": " + String.join(", ", faults) + "; " + remedy);
    }
  }

  /** Why it cannot be reached; empty where it accepts a connection. */
  Optional<String> fault() {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return Optional.of("the host name " + host + " does not resolve");
    }
    String fault = "";
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
        return Optional.empty();
      } catch (SocketTimeoutException e) {
        fault = "%s:%d does not answer within %d s".formatted(host, port, PATIENCE.toSeconds());
      } catch (IOException e) {
        fault = "nobody listens at %s:%d (%s)".formatted(host, port, e.getMessage());
      }
    }
    return Optional.of(fault);
  }
}
