package org.throughtime.model.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.task.TestTasks;

/** {@code batches.json} and {@code batches_small.npz}, to the last bit. */
class BatchesGoldenTest {
  private static final long SEED = 52;
  private static final JsonNode BATCHES = GoldenJson.read("batches.json");
  private static final GoldenArrays SMALL = GoldenArrays.read("batches_small.npz");

  private static final List<String> COURSE =
      List.of("torder", "torder3", "add", "mul", "perm", "mem");

  static List<String> tasks() {
    return COURSE;
  }

  private static Task task(String name) {
    return Tasks.create(TestTasks.spec(name));
  }

  @Test
  void everyTaskOfTheCourseIsInBothFiles() {
    assertEquals(COURSE, GoldenJson.keys(BATCHES).toList());
    Set<String> keys =
        COURSE.stream()
            .flatMap(name -> Stream.of(name + "_x", name + "_y"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(keys, new TreeSet<>(SMALL.keys()));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void shapesAndHead(String name) {
    Task task = task(name);
    JsonNode expected = BATCHES.get(name);
    assertEquals(expected.get("nin").intValue(), task.nin());
    assertEquals(expected.get("nout").intValue(), task.nout());
    assertEquals(expected.get("head").textValue(), task.head().label());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void threeBatchesFromOneStream(String name) throws NoSuchAlgorithmException {
    JsonNode expected = BATCHES.get(name);
    Task task = task(name);
    Batch batch = task.newBatch(expected.get("batchsize").intValue());
    LegacyRandom random = new LegacyRandom(SEED);
    JsonNode inOrder = expected.get("batches_in_order_from_one_stream");
    assertEquals(3, inOrder.size());
    for (JsonNode one : inOrder) {
      task.draw(random, one.get("length").intValue(), batch);
      assertArrayEquals(GoldenJson.ints(one.get("x_shape")), inputShape(batch));
      assertEquals(one.get("x_sha256").textValue(), Digests.sha256(inputs(batch)));
      assertArrayEquals(GoldenJson.ints(one.get("y_shape")), targetShape(batch));
      assertEquals(one.get("y_sha256").textValue(), Digests.sha256(targets(batch)));
    }
    assertEquals(expected.get("next_randint_1000").intValue(), random.randint(1000));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void oneSmallBatchElementByElement(String name) {
    Task task = task(name);
    Batch batch = task.newBatch(3);
    task.draw(new LegacyRandom(SEED), 30, batch);
    assertArrayEquals(SMALL.shape(name + "_x"), inputShape(batch));
    assertArrayEquals(SMALL.floats(name + "_x"), inputs(batch));
    assertArrayEquals(SMALL.shape(name + "_y"), targetShape(batch));
    assertArrayEquals(SMALL.floats(name + "_y"), targets(batch));
  }

  private static int[] inputShape(Batch batch) {
    return new int[] {batch.length(), batch.sequences(), batch.nin()};
  }

  private static int[] targetShape(Batch batch) {
    boolean everyStep = batch.head() == Head.SOFTMAX;
    return new int[] {(everyStep ? batch.length() : 1) * batch.sequences(), batch.nout()};
  }

  private static float[] inputs(Batch batch) {
    float[] dense = new float[batch.length() * batch.sequences() * batch.nin()];
    int at = 0;
    for (int t = 0; t < batch.length(); t++) {
      for (int b = 0; b < batch.sequences(); b++) {
        for (int i = 0; i < batch.nin(); i++) {
          dense[at++] = batch.input(t, b, i);
        }
      }
    }
    return dense;
  }

  private static float[] targets(Batch batch) {
    int rows = targetShape(batch)[0];
    float[] dense = new float[rows * batch.nout()];
    for (int row = 0; row < rows; row++) {
      if (batch.head() == Head.LAST_LINEAR) {
        dense[row] = batch.values()[row];
      } else {
        int t = row / batch.sequences();
        int b = row % batch.sequences();
        dense[row * batch.nout() + batch.targetClass(t, b)] = 1f;
      }
    }
    return dense;
  }
}
