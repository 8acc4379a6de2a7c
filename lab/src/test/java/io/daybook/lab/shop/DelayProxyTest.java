package io.daybook.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class DelayProxyTest {

  @Test
  void an_answer_comes_later_by_one_round_trip() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var proxy = new DelayProxy(server.getLocalPort(), 50)) {
      Thread.startVirtualThread(() -> echo(server));
      try (var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
        var asked = System.nanoTime();
        client.getOutputStream().write(42);
        assertThat(client.getInputStream().read()).isEqualTo(42);
        assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(50_000_000L);
      }
    }
  }

  private static void echo(ServerSocket server) {
    try (var client = server.accept()) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException over) {
      // the test has ended
    }
  }
}
