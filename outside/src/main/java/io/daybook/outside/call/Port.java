package io.daybook.outside.call;

/** The other sides that we call. */
public enum Port {
  PAYMENT,
  CARRIER,
  MAIL
}
