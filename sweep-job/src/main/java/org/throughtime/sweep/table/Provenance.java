package org.throughtime.sweep.table;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.KernelUnavailableException;
import org.throughtime.model.train.Backend;

/**
 * The program and the machine that computed a run. No metric may depend on it; it is recorded so
 * that a difference can be traced.
 *
 * @param version of this program
 * @param jvm name and version of the Java virtual machine
 * @param architecture of the processor, as Java names it
 * @param kernel that computed the array loops; reference where that backend did, unavailable where
 *     none could
 * @param host name of the machine
 */
public record Provenance(
    String version, String jvm, String architecture, String kernel, String host) {

  /** Of a run that has not ended: nothing but its row tells. */
  public static final Provenance UNKNOWN = new Provenance(null, null, null, null, null);

  /** What holds for a run that is computed here and now. */
  public static Provenance here(Backend backend) {
    return new Provenance(
        Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
            .orElse("development"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.arch"),
        backend == Backend.KERNEL ? kernelName() : backend.label(),
        hostName());
  }

  private static String kernelName() {
    try {
      return KernelProvider.active().name();
    } catch (KernelUnavailableException e) {
      return "unavailable";
    }
  }

  /** Name of this machine. */
  public static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
