package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Reads the stored state of a fulfilment, of this revision and of the one before. */
final class FulfilmentReader extends ValueDeserializer<Fulfilment> {

  /** What only revision 1 has. */
  private static final String STAGE = "stage";

  @Override
  public Fulfilment deserialize(JsonParser json, DeserializationContext context) {
    JsonNode stored = context.readTree(json);
    if (stored.has(STAGE)) {
      return context.readTreeAsValue(stored, FulfilmentRevision1.class).lifted();
    }
    return new Fulfilment(
        context.readTreeAsValue(stored.required("job"), Job.class),
        context.readTreeAsValue(stored.required("progress"), Progress.class),
        parked(stored.required("parked"), context),
        stored.required("overdueTimes").intValue());
  }

  private static Set<FulfilmentAction> parked(JsonNode stored, DeserializationContext context) {
    var parked = EnumSet.noneOf(FulfilmentAction.class);
    stored.forEach(one -> parked.add(context.readTreeAsValue(one, FulfilmentAction.class)));
    return parked;
  }
}
