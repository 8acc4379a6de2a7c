package io.daybook.importer;

import java.util.Locale;
import java.util.Map;

/** ISO 3166-1 codes of the countries as the data set writes them. */
final class Countries {
  private static final Map<String, String> ODD_NAMES =
      Map.of(
          "EIRE", "IE",
          "Channel Islands", "JE",
          "RSA", "ZA",
          "USA", "US",
          "Czech Republic", "CZ",
          "Hong Kong", "HK");

  private Countries() {}

  /** The code; that of the shop for a region that is no country, since a parcel needs one. */
  static String codeOf(String name) {
    var odd = ODD_NAMES.get(name);
    if (odd != null) {
      return odd;
    }
    for (var code : Locale.getISOCountries()) {
      if (Locale.of("", code).getDisplayCountry(Locale.ENGLISH).equals(name)) {
        return code;
      }
    }
    return "GB";
  }
}
