package io.daybook.schema.order;

/** What the customer is told about an order; {@link #label()} is the sentence. */
public enum OrderStatus {
  PROCESSING_PAYMENT("We are processing your payment"),
  RESERVING_STOCK("We are setting your items aside"),
  BOOKING_CARRIER("We are booking a carrier"),
  TAKING_PAYMENT("We are taking your payment"),
  CONFIRMED("Your order is confirmed"),
  PICKING("We are packing your parcel"),
  CANCELLING("We are cancelling your order"),
  CANCELLED("Your order is cancelled"),
  SHIPPED("Your parcel is on its way"),
  DELIVERED("Your parcel has arrived"),
  PARTLY_RETURNED("Some items came back to us"),
  RETURNED("All items came back to us");

  private final String label;

  OrderStatus(String label) {
    this.label = label;
  }

  /** One English sentence for the customer. */
  public String label() {
    return label;
  }
}
