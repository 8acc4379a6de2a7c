package io.daybook.console.page;

/**
 * Why there is no other page.
 *
 * @param heading in some words
 * @param detail in a sentence
 */
public record Refusal(String heading, String detail) {

  static Refusal of(int status, String said) {
    var heading =
        switch (status) {
          case 403 -> "This is not for you";
          case 404 -> "There is no such thing";
          case 429, 503 -> "Not now";
          case 400, 409, 412, 422 -> "That cannot be done";
          default -> "Something went wrong";
        };
    return new Refusal(heading, said);
  }
}
