package org.throughtime.sweep.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a process asks of a simulated disk. Requests take time; requests and answers get lost, come
 * late and come twice; the process is frozen or dies before any of them.
 */
final class Requests {
  /** A step of the server. */
  @FunctionalInterface
  interface Request<T> {
    T run(Intent by) throws IOException;
  }

  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final SimulatedDisk disk;
  private final Weather weather;
  private final boolean remote;

  /**
   * @param remote whether there is a network between the process and the disk
   */
  Requests(
      Scheduler scheduler,
      SimulatedProcess process,
      SimulatedDisk disk,
      Weather weather,
      boolean remote) {
    this.scheduler = scheduler;
    this.process = process;
    this.disk = disk;
    this.weather = weather;
    this.remote = remote;
  }

  SimulatedDisk disk() {
    return disk;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Asks for a change. */
  <T> T ask(String what, Request<T> request) throws IOException {
    weather.strike(process, true);
    scheduler.step(what, weather.latency());
    return remote ? overNetwork(what, request) : request.run(intent());
  }

  /** Asks for what changes nothing: to do that late or twice makes no difference. */
  <T> T look(String what, Request<T> request) throws IOException {
    weather.strike(process, false);
    scheduler.step(what, weather.latency());
    if (remote) {
      if (scheduler.current().tookInterrupt()) {
        throw new InterruptedIOException("interrupted");
      }
      switch (weather.network(disk.isAway())) {
        case AWAY -> {
          wait(Duration.ofMillis(1), Duration.ofSeconds(20));
          throw new ConnectException("nobody listens");
        }
        case LOST, ANSWER_LOST, LATE -> throw lost(what, "the answer is lost");
        default -> {}
      }
    }
    return request.run(intent());
  }

  /** A part of a file: neither lost nor twice, since a stream is numbered. */
  void write(String what, Part part) throws IOException {
    weather.strike(process, false);
    scheduler.step(what, weather.latency());
    if (remote && disk.isAway()) {
      throw new ConnectException("nobody listens");
    }
    part.write();
  }

  /** Writes a part of a file. */
  @FunctionalInterface
  interface Part {
    void write() throws IOException;
  }

  private Intent intent() {
    return Intent.of(scheduler.current());
  }

  private <T> T overNetwork(String what, Request<T> request) throws IOException {
    boolean interrupted = scheduler.current().tookInterrupt();
    Weather.Network network = weather.network(disk.isAway());
    if (interrupted && scheduler.oneIn(2)) {
      throw new InterruptedIOException("interrupted");
    }
    switch (network) {
      case AWAY -> {
        wait(Duration.ofMillis(1), Duration.ofSeconds(20));
        throw new ConnectException("nobody listens");
      }
      case LOST -> throw lost(what, "the request is lost");
      case ANSWER_LOST -> {
        quietly(request, intent());
        throw lost(what, "the answer is lost");
      }
      case LATE -> {
        Intent by = intent();
        long delay = scheduler.between(Duration.ofMillis(10), Duration.ofMinutes(10));
        scheduler.at(
            scheduler.now() + delay,
            () -> {
              scheduler.note("arrives late: " + by.process() + " " + what);
              quietly(request, by);
            });
        throw lost(what, "the request is late");
      }
      case TWICE -> {
        Intent by = intent();
        quietly(request, by);
        wait(Duration.ofMillis(1), Duration.ofSeconds(60));
        return request.run(by);
      }
      default -> {
        T result = request.run(intent());
        if (interrupted) {
          throw new InterruptedIOException("interrupted");
        }
        return result;
      }
    }
  }

  private IOException lost(String what, String how) {
    scheduler.note(how + ": " + what);
    wait(Duration.ofMillis(100), Duration.ofSeconds(60));
    return new SocketTimeoutException("no answer");
  }

  private void wait(Duration least, Duration most) {
    scheduler.step("waits for an answer", scheduler.between(least, most));
  }

  private static void quietly(Request<?> request, Intent by) {
    try {
      request.run(by);
    } catch (IOException e) {
      // Nobody hears of it.
    }
  }
}
