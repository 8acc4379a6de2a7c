package io.daybook.relay.webhook;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to endpoints: Apache HttpClient, because it takes the addresses of a name from us
 * (the JDK's client looks names up by itself), and checks the certificate for the name all the
 * same. No proxy of the environment is used, which would look names up for us.
 */
final class EndpointConnections {
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_HEADERS = 100;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final TimeValue IDLE = TimeValue.ofSeconds(5);
  private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);
  private static final TimeValue UNTESTED = TimeValue.ofSeconds(1);

  private EndpointConnections() {}

  /**
   * Makes a client.
   *
   * @param most so many connections may be open at the same time, be it to one host or to many
   * @param silence how long nothing may come
   */
  static CloseableHttpClient client(
      DnsResolver names, SSLContext trust, int most, Duration silence) {
    var patience = Timeout.of(silence);
    var limits =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
            .setMaxConnTotal(most)
            .setMaxConnPerRoute(most)
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(patience).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT_WITHIN))
                    .setSocketTimeout(patience)
                    .setTimeToLive(LONGEST_LIFE)
                    .setValidateAfterInactivity(UNTESTED)
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(patience)
                .setResponseTimeout(patience)
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .evictIdleConnections(IDLE)
        .evictExpiredConnections()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableDefaultUserAgent()
        .setUserAgent("Daybook-Webhooks/1")
        .build();
  }
}
