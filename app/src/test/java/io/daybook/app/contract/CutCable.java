package io.daybook.app.contract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Between a client and the platform: when told to, it is cut as an answer comes back. */
final class CutCable implements Closeable {
  private final ServerSocket door;
  private final int to;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean cutNext = new AtomicBoolean();
  private final AtomicInteger cut = new AtomicInteger();

  CutCable(int to) throws IOException {
    this.to = to;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void cutNextAnswer() {
    cutNext.set(true);
  }

  /** How often it was cut. */
  int cut() {
    return cut.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        var platform = new Socket(InetAddress.getLoopbackAddress(), to);
        threads.execute(() -> carry(client, platform, false));
        threads.execute(() -> carry(platform, client, true));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void carry(Socket from, Socket into, boolean answers) {
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      var some = new byte[8192];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (answers && cutNext.getAndSet(false)) {
          cut.incrementAndGet();
          return;
        }
        out.write(some, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // one of the two has hung up
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
