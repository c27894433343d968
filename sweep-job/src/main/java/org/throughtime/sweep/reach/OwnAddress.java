package org.throughtime.sweep.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.throughtime.sweep.store.ResultsException;

/** Whether this machine knows its own address, without which Spark's classes do not even load. */
public final class OwnAddress {
  /** Looks up the address of this machine's name. */
  @FunctionalInterface
  interface Lookup {
    InetAddress address() throws UnknownHostException;
  }

  private OwnAddress() {}

  /**
   * Looks it up as Spark does.
   *
   * @param environment of this process
   * @throws ResultsException where the machine's name does not resolve and no variable takes its
   *     place
   */
  public static void require(Map<String, String> environment) {
    require(environment, InetAddress::getLocalHost);
  }

  static void require(Map<String, String> environment, Lookup lookup) {
    if (environment.containsKey("SPARK_LOCAL_IP")
        || environment.containsKey("SPARK_LOCAL_HOSTNAME")) {
      return;
    }
    try {
      lookup.address();
    } catch (UnknownHostException e) {
      throw new ResultsException(
          "the name of this machine does not resolve ("
              + e.getMessage()
              + "), and Spark needs its address; add the name to /etc/hosts, or set SPARK_LOCAL_IP"
              + " to the address at which the cluster reaches this machine");
    }
  }
}
