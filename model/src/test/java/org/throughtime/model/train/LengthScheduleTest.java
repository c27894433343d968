package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.task.Tasks;

class LengthScheduleTest {
  private static final String GROWTH = "factor=1.4,to=60,below=1.5%,checks=2,rate=0.5";

  private static RunSpec growing(Object... flags) {
    List<Object> all = new ArrayList<>(List.of("min_length", 10, "max_length", 20));
    all.addAll(List.of("lengthSchedule", GROWTH));
    all.addAll(List.of(flags));
    return SmallRuns.with(all.toArray());
  }

  private static Stage stage(int number, int good) {
    return new Stage(number, good, 0, 0, Best.NONE, Best.NONE);
  }

  @Test
  void readsWhatItWrites() {
    assertEquals(GROWTH, LengthSchedule.parse(GROWTH).label());
    assertEquals(
        "factor=2,to=9,below=100%,checks=1,rate=1",
        LengthSchedule.parse("factor=2.0,to=9,below=100.0%,checks=1,rate=1.0").label());
    assertSame(LengthSchedule.CONSTANT, LengthSchedule.parse("constant"));
    assertEquals("constant", LengthSchedule.CONSTANT.label());
  }

  @Test
  void growsByTheFactorToTheGreatest() {
    LengthSchedule lengths = LengthSchedule.parse(GROWTH);
    List<Integer> most = new ArrayList<>();
    for (int stage = 0; stage < 6; stage++) {
      most.add(lengths.maxLength(20, stage));
    }
    assertEquals(List.of(20, 28, 39, 54, 60, 60), most);
    assertEquals(.125, lengths.rate(3));
    assertEquals(100, lengths.maxLength(100, 3));
    LengthSchedule slow = LengthSchedule.parse("factor=1.01,to=60,below=1%,checks=1,rate=1");
    assertEquals(23, slow.maxLength(20, 3), "a stage is one longer at least");
  }

  @Test
  void aStageEndsBehindSoManyGoodCheckpointsInARow() {
    RunSpec run = growing();
    Stage one = Stage.FIRST.after(run, 1.4, .1);
    assertEquals(stage(0, 1), one);
    assertEquals(stage(0, 0), one.after(run, 1.5, .1));
    assertEquals(stage(0, 0), one.after(run, 0, Double.NaN), "a NaN is never good");
    assertEquals(stage(0, 0), one.after(run, Double.NaN, .1));
    assertEquals(stage(1, 0), one.after(run, 0, .1));
    Stage last = stage(4, 0);
    assertTrue(last.isLast(run));
    assertFalse(stage(3, 0).isLast(run));
    assertSame(last, last.after(run, 0, 0));
    assertSame(Stage.FIRST, Stage.FIRST.after(SmallRuns.with(), 0, 0));
  }

  @Property(tries = 100)
  void aCheckpointThatDoesNotCountIsNeverGood(
      @ForAll("notFinite") Double bad, @ForAll("notFinite") Double nll) {
    RunSpec run = growing();
    Stage before = stage(1, 1);
    for (double error : new double[] {bad, 0, -1e300}) {
      assertEquals(stage(1, 0), before.after(run, error, nll));
    }
    assertEquals(stage(1, 0), before.after(run, bad, .1));
    assertEquals(stage(2, 0), before.after(run, 0, .1));
  }

  @Provide
  Arbitrary<Double> notFinite() {
    return Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** Every checkpoint counts as good, so lengths grow behind every second one. */
  @Test
  void aRunDrawsAndValidatesTheLengthsOfItsStage() {
    RunSpec run =
        growing(
            "task",
            "torder",
            "maxiters",
            100,
            "lengthSchedule",
            "factor=2,to=60,below=100%,checks=2,rate=1",
            "lr",
            1e-7);
    Recording recording = Recording.of(Trainer.start(run, KernelProvider.active()));
    int longest = Tasks.create(run.task()).longest(run.task().maxLength());
    List<Optional<Double>> most =
        recording.checkpoints.stream().map(c -> c.get(CheckpointMetrics.VALID_MAX_LENGTH)).toList();
    List<Optional<Double>> expected = new ArrayList<>();
    for (double length : new double[] {20, 20, 40, 40}) {
      expected.add(Optional.of(length));
    }
    assertEquals(expected, most);
    double[] nll = recording.checkpoints.stream().mapToDouble(Checkpoint::validNll).toArray();
    assertTrue(
        Math.abs(nll[2] - nll[1]) > 100 * Math.abs(nll[1] - nll[0]), "the chunks are drawn anew");
    assertTrue(
        recording.iterations.subList(0, 41).stream().allMatch(i -> i.length() < longest),
        "no longer ones before");
    assertTrue(
        recording.iterations.subList(41, 81).stream().anyMatch(i -> i.length() >= longest),
        "longer sequences are drawn");
  }

  @Test
  void lengthsThatStayHaveNoColumn() {
    Recording recording = Recording.of(Trainer.start(SmallRuns.with(), KernelProvider.active()));
    recording.checkpoints.forEach(
        c -> assertEquals(Optional.empty(), c.get(CheckpointMetrics.VALID_MAX_LENGTH)));
  }

  /** 0 % in an early stage is no end: the run is to hold the greatest length. */
  @Test
  void aRunIsSolvedInItsLastStageAlone() {
    RunSpec easy =
        SmallRuns.with(
            "memvalues",
            1,
            "lr",
            1.0,
            "maxiters",
            2000,
            "ebs",
            20,
            "min_length",
            10,
            "max_length",
            20,
            "lengthSchedule",
            "factor=2,to=30,below=50%,checks=1,rate=1");
    Trainer trainer = Trainer.start(easy, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.SOLVED), trainer.ended());
    assertTrue(trainer.snapshot().stage().isLast(easy));
    Checkpoint last = recording.checkpoints.get(recording.checkpoints.size() - 1);
    assertEquals(Optional.of(30.0), last.get(CheckpointMetrics.VALID_MAX_LENGTH));
  }
}
