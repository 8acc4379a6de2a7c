package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** A line of our log in JSON has what it is about, where log collectors look for it. */
class JsonLogsTest {

  @ParameterizedTest
  @ValueSource(strings = {"logstash", "ecs"})
  void a_line_has_order_trace_and_position(String format) {
    var context = new LoggerContext();
    context.putObject(Environment.class.getName(), new MockEnvironment());
    var encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    var event =
        new LoggingEvent("", context.getLogger("io.daybook"), Level.WARN, "It waits", null, null);
    event.setMDCPropertyMap(
        Map.of("order", "order-7", "position", "42", "stream", "payment-7", "traceId", "4bf9"));
    var line = JsonMapper.shared().readTree(encoder.encode(event));
    assertThat(line.path("message").asString()).isEqualTo("It waits");
    assertThat(line.path("order").asString()).isEqualTo("order-7");
    assertThat(line.path("position").asString()).isEqualTo("42");
    assertThat(line.path("traceId").asString()).isEqualTo("4bf9");
  }
}
