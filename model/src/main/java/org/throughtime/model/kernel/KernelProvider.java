package org.throughtime.model.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Chooses the kernels of this JVM, once, and logs the choice.
 *
 * <p>The system property {@value #PROPERTY} forces one: {@code scalar}, {@code vector}, {@code
 * vector-128}, {@code vector-256} or {@code vector-512}. A forced provider that cannot work here is
 * an error; without the property the widest vectors are used, or the scalar loops where the JVM was
 * started without {@code --add-modules jdk.incubator.vector}.
 */
public final class KernelProvider {
  /** Name of the system property that forces a provider. */
  public static final String PROPERTY = "throughtime.kernel";

  private static final List<String> CHOICES =
      List.of("scalar", "vector", "vector-128", "vector-256", "vector-512");

  /** What Java 17's compiler needs to keep the vectors of long methods in registers. */
  private static final int TRAP_LIMIT = 1000;

  private static Kernels active;

  private KernelProvider() {}

  /** The kernels of this JVM. Throws KernelUnavailableException where a forced one cannot work. */
  public static synchronized Kernels active() {
    if (active == null) {
      active = choose();
      System.getLogger(KernelProvider.class.getName())
          .log(Level.INFO, "kernels: {0}", active.name());
    }
    return active;
  }

  /** The plain loops, for whoever compares with them. */
  public static Kernels scalar() {
    return new ScalarKernels();
  }

  /**
   * The same kernels from classes of their own, which the compiler has not seen yet. A JVM that
   * keeps the vectors of {@link #active} as objects may compile these well.
   */
  public static Kernels reloaded() {
    Kernels kernels = active();
    return kernels instanceof ScalarKernels ? kernels : KernelLoader.vectors();
  }

  /** {@code VectorActivations} says why. */
  private static void warnOfLowTrapLimit() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return; // not HotSpot: it has no such limit
    }
    int limit;
    try {
      limit = Integer.parseInt(machine.getVMOption("PerMethodTrapLimit").getValue());
    } catch (IllegalArgumentException e) {
      return; // another compiler than HotSpot's
    }
    if (limit < TRAP_LIMIT) {
      System.getLogger(KernelProvider.class.getName())
          .log(
              Level.WARNING,
              "this JVM may train several times slower than it could: start it with"
                  + " -XX:PerMethodTrapLimit="
                  + TRAP_LIMIT);
    }
  }

  private static Kernels choose() {
    String forced = System.getProperty(PROPERTY);
    if (forced != null && !CHOICES.contains(forced)) {
      throw new KernelUnavailableException(
          "-D" + PROPERTY + "=" + forced + ": must be one of " + String.join(", ", CHOICES), null);
    }
    if ("scalar".equals(forced)) {
      return new ScalarKernels();
    }
    try {
      // By name: this class must load where the incubator module is absent.
      Kernels vectors =
          (Kernels)
              Class.forName(KernelLoader.VECTOR_KERNELS).getDeclaredConstructor().newInstance();
      warnOfLowTrapLimit();
      return vectors;
    } catch (ReflectiveOperationException | LinkageError e) {
      if (forced != null) {
        throw new KernelUnavailableException(
            "-D"
                + PROPERTY
                + "="
                + forced
                + " needs a JVM started with --add-modules jdk.incubator.vector",
            e);
      }
      System.getLogger(KernelProvider.class.getName())
          .log(
              Level.WARNING,
              "no jdk.incubator.vector in this JVM: the scalar kernels are used, many times slower;"
                  + " start it with --add-modules jdk.incubator.vector");
      return new ScalarKernels();
    }
  }
}
