package io.daybook.schema.order;

import io.daybook.schema.catalog.Sku;
import org.joda.money.Money;

/** Some units of one line that came back, and what was paid for them. */
public record ReturnedLine(Sku sku, int quantity, Disposition disposition, Money refund) {}
