package io.daybook.console.order;

/** An exact amount, as the API gives it. */
public record Money(String amount, String currency) {

  @Override
  public String toString() {
    return amount + " " + currency;
  }
}
