package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.SchemaJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** Events as people are shown them: without the tokens of payments. */
public final class ShownEvents {
  /** The field of all events that have a token. */
  private static final String TOKEN = "paymentToken";

  private static final String HIDDEN = "***";

  private ShownEvents() {}

  /**
   * How events are shown to people: as in the log, but for the tokens of payments, which are
   * nobody's to read.
   */
  public static JsonMapper mapper() {
    var hidden = new SimpleModule("daybook-hidden");
    hidden.addSerializer(PaymentToken.class, new HiddenToken());
    return JsonMapper.builder()
        .addModule(SchemaJson.moneyModule())
        .addModule(hidden)
        .changeDefaultVisibility(
            visibility ->
                visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
        .build();
  }

  /** Hides the tokens of payments in an event as it was written, of whatever revision. */
  public static void hideTokens(JsonNode written) {
    if (written instanceof ObjectNode object && object.has(TOKEN)) {
      object.put(TOKEN, HIDDEN);
    }
    written.forEach(ShownEvents::hideTokens);
  }

  private static final class HiddenToken extends StdSerializer<PaymentToken> {
    HiddenToken() {
      super(PaymentToken.class);
    }

    @Override
    public void serialize(PaymentToken token, JsonGenerator json, SerializationContext context) {
      json.writeString(HIDDEN);
    }
  }
}
