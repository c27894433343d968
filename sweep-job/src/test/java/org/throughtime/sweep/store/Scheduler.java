package org.throughtime.sweep.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides from a seed who makes the next step of a simulation, and when in simulated time. Actors
 * are threads of which only one runs at any time; each hands over at every step.
 */
final class Scheduler {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  /** Ends the thread of an actor whose process is no more, at whatever it does. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** A thread of a simulated process. */
  static final class Actor {
    final SimulatedProcess process;
    private final String name;
    private final Semaphore turn = new Semaphore(0);
    private long due = -1;
    private boolean interrupted;
    private boolean interruptible;
    private boolean ended;

    /** What it last found of the directory's claim. */
    Look look = Look.NONE;

    private Actor(SimulatedProcess process, String name) {
      this.process = process;
      this.name = name;
    }

    /** Whether somebody interrupted it; asking takes that back. */
    boolean tookInterrupt() {
      boolean was = interrupted;
      interrupted = false;
      return was;
    }

    @Override
    public String toString() {
      return process + "/" + name;
    }
  }

  private record Event(long time, long number, Actor actor, Runnable what) {}

  private final Random random;
  private final Trace trace;
  private final long mostSteps;
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore end = new Semaphore(0);
  private long now;
  private long numbers;
  private Actor current;
  private boolean stopping;
  private String failure;
  private long afterSteps = Long.MAX_VALUE;
  private Runnable then;

  Scheduler(long seed, Trace trace, long mostSteps) {
    this.random = new Random(seed);
    this.trace = trace;
    this.mostSteps = mostSteps;
  }

  /** Every decision comes from here. */
  Random random() {
    return random;
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A duration between two, of which short ones are as likely as long ones. */
  long between(Duration least, Duration most) {
    double low = Math.log(least.toNanos());
    return (long) Math.exp(low + random.nextDouble() * (Math.log(most.toNanos()) - low));
  }

  /** True time in nanoseconds, which no machine knows. */
  long now() {
    return now;
  }

  long steps() {
    return trace.steps();
  }

  /** Who makes the step now. */
  Actor current() {
    return current;
  }

  /** What went wrong. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends the simulation with a fault. */
  void fail(String what) {
    if (failure == null) {
      failure = what;
    }
    stopping = true;
    throw new Killed();
  }

  /** Ends the simulation. */
  void stop() {
    stopping = true;
  }

  void note(String what) {
    trace.add(now, "", what);
  }

  /** Does something at a time, between two steps. */
  void at(long time, Runnable what) {
    queue.add(new Event(time, numbers++, null, what));
  }

  /** Does something once after so many steps. */
  void afterSteps(long steps, Runnable what) {
    afterSteps = steps;
    then = what;
  }

  /** Starts a thread of a process. */
  Actor start(SimulatedProcess process, String name, Runnable body) {
    Actor actor = new Actor(process, name);
    actors.add(actor);
    process.actors().add(actor);
    THREADS.execute(() -> live(actor, body));
    wake(actor, now);
    return actor;
  }

  private void live(Actor actor, Runnable body) {
    actor.turn.acquireUninterruptibly();
    try {
      if (!isDead(actor)) {
        body.run();
      }
    } catch (Killed e) {
      // Its process ended.
    } catch (RuntimeException | Error e) {
      stopping = true;
      failure = failure == null ? actor + ": " + e + at(e) : failure;
    } finally {
      actor.ended = true;
      actors.remove(actor);
      actor.process.actors().remove(actor);
      next(null);
    }
  }

  private static String at(Throwable e) {
    return Stream.of(e.getStackTrace()).map(at -> "\n    " + at).collect(Collectors.joining());
  }

  private boolean isDead(Actor actor) {
    return stopping || !actor.process.lives();
  }

  private void wake(Actor actor, long time) {
    actor.due = numbers;
    queue.add(new Event(time, numbers++, actor, null));
  }

  /** Wakes the actors of a process that ended, so that their threads end. */
  void wakeAll(SimulatedProcess process) {
    List.copyOf(process.actors()).stream().filter(a -> a != current).forEach(a -> wake(a, now));
  }

  /** Interrupts an actor: now where it sleeps, or else at its next request. */
  void interrupt(Actor actor) {
    actor.interrupted = true;
    if (actor.interruptible) {
      wake(actor, now);
    }
  }

  /** Steps aside until some time; an interruption ends that early. */
  void sleep(long nanos) throws InterruptedException {
    Actor me = current;
    me.interruptible = true;
    try {
      step("sleeps", nanos);
    } finally {
      me.interruptible = false;
    }
    if (me.tookInterrupt()) {
      throw new InterruptedException();
    }
  }

  /** The current actor does something after some time; others may come first. */
  void step(String what, long nanos) {
    Actor me = current;
    if (isDead(me)) {
      throw new Killed();
    }
    wake(me, now + nanos);
    next(me);
    if (isDead(me)) {
      throw new Killed();
    }
    trace.add(now, me.toString(), what);
    if (trace.steps() >= mostSteps) {
      fail("does not come to an end within " + mostSteps + " steps");
    }
  }

  /** Runs the simulation from its first actors to its end. */
  void run() {
    next(null);
    end.acquireUninterruptibly();
  }

  private void next(Actor me) {
    Optional<Actor> next = choose();
    if (next.isEmpty()) {
      end.release();
      return;
    }
    current = next.get();
    if (current != me) {
      current.turn.release();
      if (me != null) {
        me.turn.acquireUninterruptibly();
      }
    }
  }

  private Optional<Actor> choose() {
    while (!stopping && !queue.isEmpty()) {
      if (trace.steps() >= afterSteps) {
        afterSteps = Long.MAX_VALUE;
        then.run();
      }
      Event event = queue.poll();
      if (event.actor() == null) {
        now = Math.max(now, event.time());
        try {
          event.what().run();
        } catch (Killed e) {
          // It failed.
        }
      } else if (event.actor().due == event.number() && !event.actor().ended) {
        long frozen = event.actor().process.frozenUntil();
        if (frozen > event.time() && event.actor().process.lives()) {
          wake(event.actor(), frozen);
        } else {
          now = Math.max(now, event.time());
          return Optional.of(event.actor());
        }
      }
    }
    if (!stopping && !actors.isEmpty()) {
      stopping = true;
      failure = "nobody makes another step, but there are " + actors;
    }
    return actors.stream().findFirst();
  }
}
