package io.daybook.outside.notification;

/** What customers are told of. */
enum CustomerNews {
  CONFIRMED("confirmed", "Your order is confirmed"),
  CANCELLED("cancelled", "Your order is cancelled"),
  CANCELLATION_REJECTED("cancellation-rejected", "Your order is on its way"),
  SHIPPED("shipped", "Your parcel has left"),
  REFUNDED("refunded", "We have paid you back");

  private final String slug;
  private final String subject;

  CustomerNews(String slug, String subject) {
    this.slug = slug;
    this.subject = subject;
  }

  /** Begins its templates' names and its mails' keys; a mail whose key changed may go out twice. */
  String slug() {
    return slug;
  }

  String subject() {
    return subject;
  }
}
