package org.throughtime.model.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice is made once per JVM, so every test starts one. */
class KernelProviderTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** Prints the name of the kernels chosen, or why there are none. */
  static final class Chosen {
    private Chosen() {}

    public static void main(String[] args) {
      try {
        System.out.println("chosen: " + KernelProvider.active().name());
      } catch (IllegalStateException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  private static String chosen(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Chosen.class.getName()));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), output);
    return output;
  }

  private static String forced(String name) {
    return "-D" + KernelProvider.PROPERTY + "=" + name;
  }

  private static void assertLine(String expected, String output) {
    assertTrue(output.lines().anyMatch(expected::equals), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector-128", "vector-256", "vector-512"})
  void honoursWhatIsForced(String name) throws IOException, InterruptedException {
    assertLine("chosen: " + name, chosen(VECTORS, forced(name)));
  }

  @Test
  void reloadedKernelsAreOtherClassesWithTheSameBits() {
    Kernels active = KernelProvider.active();
    Kernels reloaded = KernelProvider.reloaded();
    assertEquals(active.name(), reloaded.name());
    boolean scalar = active instanceof ScalarKernels;
    assertEquals(scalar, active.getClass() == reloaded.getClass());
    assertEquals(scalar, reloaded.getClass() == KernelProvider.reloaded().getClass());
    Rows expected = numbers();
    Rows actual = numbers();
    for (Rows x : List.of(expected, actual)) {
      Kernels kernels = x == expected ? active : reloaded;
      kernels.multiplyAdd(numbers(), 0, numbers(), x, 0, 20);
      kernels.outerAdd(numbers(), 0, numbers(), 0, 20, x);
      kernels.tanh(x, 0, 20);
      kernels.sigmoid(x, 0, 20);
      kernels.gradients().tanhGradient(numbers(), numbers(), 0, x, 0, 20);
      kernels.updates().descend(x.data, numbers().data, .1f);
    }
    assertArrayEquals(expected.data, actual.data);
  }

  private static Rows numbers() {
    Rows rows = new Rows(20, 20);
    for (int r = 0; r < 20; r++) {
      for (int c = 0; c < 20; c++) {
        rows.set(r, c, (r * 20 + c) / 150f - 1);
      }
    }
    return rows;
  }

  @Test
  void takesVectorsWhereNothingIsForced() throws IOException, InterruptedException {
    assertTrue(chosen(VECTORS).contains("chosen: vector-"));
  }

  @Test
  void scalarNeedsNoIncubatorModule() throws IOException, InterruptedException {
    assertLine("chosen: scalar", chosen(forced("scalar")));
  }

  @Test
  void fallsBackWithAWarningWithoutTheIncubatorModule() throws IOException, InterruptedException {
    String output = chosen();
    assertLine("chosen: scalar", output);
    assertTrue(output.contains("no jdk.incubator.vector in this JVM"), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "vector-256"})
  void refusesForcedVectorsWithoutTheIncubatorModule(String name)
      throws IOException, InterruptedException {
    assertLine(
        "refused: -Dthroughtime.kernel="
            + name
            + " needs a JVM started with --add-modules jdk.incubator.vector",
        chosen(forced(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector-1024", "Scalar", "avx", ""})
  void refusesAnUnknownName(String name) throws IOException, InterruptedException {
    assertLine(
        "refused: -Dthroughtime.kernel="
            + name
            + ": must be one of scalar, vector, vector-128, vector-256, vector-512",
        chosen(VECTORS, forced(name)));
  }
}
