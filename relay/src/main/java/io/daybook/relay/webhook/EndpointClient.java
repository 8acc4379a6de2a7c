package io.daybook.relay.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls endpoints that others have named, and trusts nothing that comes back: it follows no
 * redirect, keeps no cookie, asks once, and has a limit for each thing that could be without end.
 */
final class EndpointClient implements AutoCloseable {
  /** CloudEvents, "HTTP Protocol Binding", 3.2: structured content mode. */
  private static final ContentType CLOUD_EVENT =
      ContentType.parse("application/cloudevents+json; charset=UTF-8");

  private static final int FIRST_REFUSAL = 300;
  private static final int FIRST_SUCCESS = 200;

  private final CloseableHttpClient http;
  private final Duration answerWithin;
  private final int mostBytes;
  private final ScheduledExecutorService clock;

  /**
   * @param answerWithin how long a call may take as a whole, from the look-up of its name to the
   *     last byte of the answer
   * @param mostBytes so much of a body is read, for the connection's sake; nobody looks at it
   */
  EndpointClient(CloseableHttpClient http, Duration answerWithin, int mostBytes) {
    this.http = http;
    this.answerWithin = answerWithin;
    this.mostBytes = mostBytes;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-limit-", 0).factory());
  }

  /** Sends a message and says what became of it; it never throws for what the other side does. */
  Answer send(URI endpoint, SignedMessage message) {
    var began = System.nanoTime();
    var call = new HttpPost(endpoint);
    call.setHeader("webhook-id", message.id());
    call.setHeader("webhook-timestamp", Long.toString(message.timestamp()));
    call.setHeader("webhook-signature", message.signature());
    call.setEntity(new ByteArrayEntity(message.body(), CLOUD_EVENT));
    var late = new AtomicBoolean();
    var limit =
        clock.schedule(
            () -> {
              late.set(true);
              call.abort();
            },
            answerWithin.toMillis(),
            TimeUnit.MILLISECONDS);
    var cut = new AtomicReference<@Nullable Answer>();
    try {
      return http.execute(
          call,
          answer -> {
            var whole = drain(answer);
            var read = read(answer, began);
            if (!whole) {
              cut.set(read);
              call.abort(); // with its connection, or the rest would be read
            }
            return read;
          });
    } catch (IOException | RuntimeException failure) {
      var known = cut.get();
      return known != null ? known : failed(late.get() ? Failure.TIMED_OUT : of(failure), began);
    } finally {
      limit.cancel(false);
    }
  }

  private static Answer read(ClassicHttpResponse answer, long began) {
    var status = answer.getCode();
    var delivered = status >= FIRST_SUCCESS && status < FIRST_REFUSAL;
    return new Answer(
        status, delivered ? null : Failure.REFUSED, since(began), RetryAfter.in(answer));
  }

  /** Whether the body ended within the limit. */
  private boolean drain(ClassicHttpResponse answer) throws IOException {
    var body = answer.getEntity();
    if (body == null) {
      return true;
    }
    if (body.getContentLength() > mostBytes) {
      return false;
    }
    var content = body.getContent();
    var left = mostBytes;
    var buffer = new byte[1024];
    for (int read = 0; read >= 0 && left >= 0; left -= read) {
      read = content.read(buffer);
      if (read < 0) {
        return true;
      }
    }
    return false;
  }

  private Answer failed(Failure failure, long began) {
    return new Answer(0, failure, since(began), null);
  }

  /** The innermost reason that says something; what a library wraps around it says nothing. */
  private static Failure of(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      var known =
          switch (cause) {
            case UnknownHostException _ -> Failure.NO_ADDRESS;
            case SSLException _ -> Failure.NOT_TRUSTED;
            case MessageConstraintException _, HttpException _ -> Failure.UNREADABLE;
            case NoHttpResponseException _, ConnectionClosedException _ -> Failure.CUT_OFF;
            case ConnectException _, NoRouteToHostException _ -> Failure.NOT_CONNECTED;
            case InterruptedIOException _ -> Failure.TIMED_OUT;
            default -> null;
          };
      if (known != null) {
        return known;
      }
    }
    return failure instanceof IOException ? Failure.CUT_OFF : Failure.UNREADABLE;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    http.close();
  }
}
