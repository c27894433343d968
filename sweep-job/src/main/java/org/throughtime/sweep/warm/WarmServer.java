package org.throughtime.sweep.warm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The process that stays. It answers one call at a time; a second call at the same time starts a
 * process of its own. It ends after some idle time, and if its socket is removed.
 */
public final class WarmServer {
  /** What answers calls. */
  public interface Command {
    /**
     * Answers one.
     *
     * @return the exit status; empty where a process of its own has to answer, and nothing was
     *     written
     */
    OptionalInt execute(Call call, InputStream in, OutputStream out, OutputStream err);

    /**
     * Nobody waits any more for the answer that another thread computes. No call is taken until
     * this has returned and that thread has ended; it may end the process instead.
     */
    void cancel();
  }

  /** What became of a call. The first to decide has it: who computed, or who saw the client end. */
  private enum Fate {
    COMPUTING,
    ANSWERED,
    CANCELLED
  }

  /** How long an answer that was cancelled may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path socket;
  private final String key;
  private final Duration idle;
  private final Command command;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long idleSince = System.nanoTime();

  private WarmServer(Path socket, String key, Duration idle, Command command) {
    this.socket = socket;
    this.key = key;
    this.idle = idle;
    this.command = command;
  }

  /**
   * Serves until this process has been idle, or was told to stop. Returns at once where another
   * process serves there.
   *
   * @param socket in a directory that only this user can reach
   * @param key calls of another key are refused
   * @param idle time without a call after which it returns
   */
  public static void serve(Path socket, String key, Duration idle, Command command)
      throws IOException {
    Path lock = socket.resolveSibling(socket.getFileName() + ".lock");
    try (FileChannel file =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock own = file.tryLock()) {
      if (own == null) {
        return;
      }
      Files.deleteIfExists(socket);
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        new WarmServer(socket, key, idle, command).accept(server);
      } finally {
        Files.deleteIfExists(socket);
      }
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    daemon("idle", () -> watch(server));
    while (true) {
      SocketChannel client;
      try {
        client = server.accept();
      } catch (java.nio.channels.ClosedChannelException e) {
        return;
      }
      daemon("call", () -> answer(client, server));
    }
  }

  private void watch(ServerSocketChannel server) {
    long every = Math.min(5000, Math.max(20, idle.toMillis() / 4));
    while (true) {
      pause(Duration.ofMillis(every));
      // never free again, so that no call is taken on the way out
      if (isOver() && busy.compareAndSet(false, true)) {
        if (isOver()) {
          close(server);
          return;
        }
        busy.set(false); // a call ended in between
      }
    }
  }

  private boolean isOver() {
    return System.nanoTime() - idleSince > idle.toNanos() || !hasSocket();
  }

  /** Whether a socket is still there: a process without one cannot be reached. */
  private boolean hasSocket() {
    try {
      return Files.readAttributes(socket, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static void close(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void answer(SocketChannel client, ServerSocketChannel server) {
    try (Frames frames = new Frames(client)) {
      Frames.Frame first = frames.read().orElseThrow(() -> new IOException("no call"));
      if (first.kind() == Frames.Kind.STOP) {
        close(server);
        return;
      }
      Call call = Call.of(first.content());
      if (!call.key().equals(key) || !busy.compareAndSet(false, true)) {
        frames.write(Frames.Kind.REFUSED);
        return;
      }
      AtomicReference<Fate> fate = new AtomicReference<>(Fate.COMPUTING);
      try {
        answer(call, frames, fate);
      } finally {
        // Cancelling may end this process, and with it a call that it took meanwhile.
        if (fate.get() != Fate.CANCELLED) {
          free();
        }
      }
      // What it left behind is not this machine's to keep while nobody asks.
      System.gc();
    } catch (IOException e) {
      // the client has ended
    }
  }

  private void answer(Call call, Frames frames, AtomicReference<Fate> fate) throws IOException {
    frames.write(Frames.Kind.TAKEN);
    CountDownLatch computed = new CountDownLatch(1);
    ClientInput in = new ClientInput(frames);
    daemon("client", () -> listen(frames, in, fate, computed));
    OptionalInt status;
    try {
      status =
          command.execute(
              call, in, new Part(frames, Frames.Kind.OUT), new Part(frames, Frames.Kind.ERR));
    } finally {
      fate.compareAndSet(Fate.COMPUTING, Fate.ANSWERED);
      computed.countDown();
    }
    if (status.isPresent()) {
      frames.write(Frames.Kind.END, (byte) status.getAsInt());
    } else {
      frames.write(Frames.Kind.REFUSED);
    }
  }

  /** Until the client ends, which it does when it has its answer, or was interrupted. */
  private void listen(
      Frames frames, ClientInput in, AtomicReference<Fate> fate, CountDownLatch computed) {
    try {
      for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
        in.add(frame.get().content());
      }
    } catch (IOException e) {
      // as well an end
    }
    in.end();
    if (fate.compareAndSet(Fate.COMPUTING, Fate.CANCELLED)) {
      command.cancel();
      if (!endsWithin(PATIENCE, computed)) {
        Runtime.getRuntime().halt(1);
      }
      free();
    }
  }

  private void free() {
    idleSince = System.nanoTime();
    busy.set(false);
  }

  private static boolean endsWithin(Duration time, CountDownLatch computed) {
    try {
      return computed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "warm " + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What is written goes to the client. */
  private static final class Part extends OutputStream {
    private final Frames frames;
    private final Frames.Kind kind;

    Part(Frames frames, Frames.Kind kind) {
      this.frames = frames;
      this.kind = kind;
    }

    @Override
    public void write(int value) throws IOException {
      frames.write(kind, (byte) value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      frames.write(kind, bytes, from, length);
    }
  }
}
