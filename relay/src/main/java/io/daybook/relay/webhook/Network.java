package io.daybook.relay.webhook;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}.
 *
 * @param bits how many bits at its beginning all of them have in common
 */
record Network(InetAddress first, int bits) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Network parse(String text) {
    var parts = WRITTEN.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(text + " is no range of addresses, such as 10.0.0.0/8");
    }
    var first = InetAddress.ofLiteral(parts.group(1));
    var bits = Integer.parseInt(parts.group(2));
    if (bits > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(text + " has more bits than an address");
    }
    return new Network(first, bits);
  }

  boolean has(byte[] address) {
    var own = first.getAddress();
    if (own.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if ((own[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
