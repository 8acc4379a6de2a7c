package io.daybook.relay.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up, and gives out only addresses that may be called. The connection is made to what
 * is given out here and the name is not looked up again, so a name that leads elsewhere a moment
 * later leads nowhere. A look-up waits in the operating system, which would hold a carrier of
 * virtual threads; so it has a thread of its own, for which nobody waits longer than told.
 */
final class CheckedNames implements DnsResolver, AutoCloseable {
  /** A host that has more is reached at these, or not. */
  private static final int MOST_ADDRESSES = 3;

  private static final int AT_ONCE = 256;

  private final Lookup lookup;
  private final InnerNetworks inner;
  private final boolean unsafe;
  private final Duration patience;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ExecutorService lookups =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("webhook-name-", 0).factory());

  /** Asks whoever knows names. */
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * @param unsafe whether inner addresses may be called, in development
   * @param patience how long one look-up may take
   */
  CheckedNames(Lookup lookup, InnerNetworks inner, boolean unsafe, Duration patience) {
    this.lookup = lookup;
    this.inner = inner;
    this.unsafe = unsafe;
    this.patience = patience;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var checked =
        Arrays.stream(lookUp(host))
            .filter(address -> unsafe || !inner.has(address))
            .limit(MOST_ADDRESSES)
            .toArray(InetAddress[]::new);
    if (checked.length == 0) {
      throw new UnknownHostException("No address of the host may be called");
    }
    return checked;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  /** Nobody is told of a name that another name leads to. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    if (!free.tryAcquire()) {
      throw new UnknownHostException("Too many names are looked up already");
    }
    var asked =
        lookups.submit(
            () -> {
              try {
                return lookup.of(host);
              } finally {
                free.release();
              }
            });
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException unknown) {
      throw noAddress("The host is not known", unknown);
    } catch (TimeoutException late) {
      throw noAddress("The name was not looked up in time", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw noAddress("Nobody waits for the name any more", stopped);
    }
  }

  private static UnknownHostException noAddress(String why, Exception cause) {
    var none = new UnknownHostException(why);
    none.initCause(cause);
    return none;
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
