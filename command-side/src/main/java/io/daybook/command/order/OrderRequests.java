package io.daybook.command.order;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.PaymentToken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The bodies of order requests. */
final class OrderRequests {
  private OrderRequests() {}

  /**
   * An order to place. Lines of the same SKU are merged.
   *
   * @param expectedTotal what the customer was shown; refused when prices have moved since
   * @param orderedAt business time, if it is not now; since 1970, and never ahead
   */
  record NewOrder(
      @NotNull CustomerId customerId,
      @NotEmpty @Size(max = Lines.MAX_LINES) List<@Valid @NotNull NewLine> lines,
      @NotNull @Valid NewAddress deliveryAddress,
      @NotNull PaymentToken paymentToken,
      @Nullable Money expectedTotal,
      @Nullable Instant orderedAt) {}

  /** Some units of a product, at the price of the catalogue. */
  record NewLine(@NotNull Sku sku, @Min(1) @Max(Lines.MAX_UNITS) int quantity) {}

  /** Where the parcel goes; {@code country} is a code of ISO 3166-1 alpha-2. */
  record NewAddress(
      @NotBlank @Size(max = 200) String recipient,
      @NotBlank @Size(max = 200) String street,
      @NotBlank @Size(max = 200) String city,
      @NotBlank @Size(max = 20) String postalCode,
      @NotNull @Country String country) {

    Address toAddress() {
      return new Address(recipient, street, city, postalCode, country);
    }
  }

  /** Why an order is cancelled. */
  record Cancellation(@NotBlank @Size(max = 500) String reason) {}

  /** Goods that come back. */
  record NewReturn(@NotEmpty @Size(max = Lines.MAX_LINES) List<@Valid @NotNull Line> lines) {

    /** Some units of one line. */
    record Line(
        @NotNull Sku sku,
        @Min(1) @Max(Lines.MAX_UNITS) int quantity,
        @NotNull Disposition disposition) {}
  }
}
