package io.daybook.privacy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.Personal;
import io.daybook.schema.Personal.Keeping;
import io.daybook.schema.order.OrderPlaced;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Has everything that is marked {@link Personal} sealed, wherever it is written by the mapper that
 * writes events, snapshots, states of sagas, calls and letters: texts, and records of one text.
 */
final class SealingModule extends JacksonModule {
  private final Sealing sealing;

  SealingModule(Sealing sealing) {
    this.sealing = sealing;
  }

  @Override
  public String getModuleName() {
    return "daybook-sealing";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.insertAnnotationIntrospector(new Marks(sealing));
    context.addDeserializerModifier(new PlacedOrders(sealing.orders()));
  }

  /** Which texts are sealed. */
  private static final class Marks extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private final transient Sealing sealing;

    Marks(Sealing sealing) {
      this.sealing = sealing;
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated marked) {
      var text = text(marked);
      if (text != null) {
        return new SealedText.Writer(text);
      }
      var component = onlyText(marked);
      return component == null ? null : new SealedRecord.Writer(sealing, component);
    }

    @Override
    public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated marked) {
      var text = text(marked);
      if (text != null) {
        return new SealedText.Reader(text);
      }
      var component = onlyText(marked);
      return component == null ? null : new SealedRecord.Reader(sealing, component);
    }

    private @Nullable PersonalField text(Annotated marked) {
      var mark = marked.getRawType() == String.class ? marked.getAnnotation(Personal.class) : null;
      return mark == null ? null : new PersonalField(sealing, mark.value(), null);
    }

    /** The text of a record that is written as this text alone. */
    private static @Nullable RecordComponent onlyText(Annotated marked) {
      if (!(marked instanceof AnnotatedClass) || !marked.getRawType().isRecord()) {
        return null;
      }
      var components = marked.getRawType().getRecordComponents();
      return components.length == 1
              && components[0].isAnnotationPresent(Personal.class)
              && components[0].getAccessor().isAnnotationPresent(JsonValue.class)
          ? components[0]
          : null;
    }
  }

  /** Remembers the keys of orders that are read. */
  private static final class PlacedOrders extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient OrderKeys orders;

    PlacedOrders(OrderKeys orders) {
      this.orders = orders;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return bean.getBeanClass() == OrderPlaced.class
          ? new PlacedOrder(deserializer, orders)
          : deserializer;
    }
  }

  private static final class PlacedOrder extends DelegatingDeserializer {
    private final OrderKeys orders;

    PlacedOrder(ValueDeserializer<?> reader, OrderKeys orders) {
      super(reader);
      this.orders = orders;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
      return new PlacedOrder(reader, orders);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
      context.setAttribute(Keeping.CUSTOMER, null);
      context.setAttribute(Keeping.CALL, null);
      var read = super.deserialize(json, context);
      if (read instanceof OrderPlaced placed
          && context.getAttribute(Keeping.CUSTOMER) instanceof Long customer
          && context.getAttribute(Keeping.CALL) instanceof Long call) {
        orders.met(placed.orderId(), customer, call);
      }
      return read;
    }
  }
}
