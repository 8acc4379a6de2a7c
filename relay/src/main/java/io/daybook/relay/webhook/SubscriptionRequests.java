package io.daybook.relay.webhook;

import io.daybook.relay.published.MessageType;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about subscriptions. */
final class SubscriptionRequests {
  static final int MOST_TYPES = 100;

  private static final int SHOWN_TYPES = 3;
  private static final int SHOWN_LETTERS = 60;

  private static final Set<String> KNOWN_TYPES =
      MessageType.all().stream().map(MessageType::name).collect(Collectors.toUnmodifiableSet());

  private SubscriptionRequests() {}

  /**
   * A subscription to make.
   *
   * @param url where to
   * @param types what of, such as {@code daybook.order.placed.v1}
   * @param fromPosition told is what comes after it; -1 for all that there ever was, null for what
   *     happens from now on
   */
  record NewSubscription(
      @NotBlank @Size(max = EndpointAddress.LONGEST) String url,
      @NotEmpty @Size(max = MOST_TYPES) List<@NotNull String> types,
      @Nullable @Size(max = 200) String description,
      @Nullable @Min(-1) Long fromPosition) {

    SubscriptionTable.Wanted wanted() {
      return SubscriptionRequests.wanted(url, types, description);
    }

    /** The same for the same request, and practically never for another one. */
    String hash() {
      var whole =
          String.join(
              "\n", url, String.join("\n", wanted().types()), "" + description, "" + fromPosition);
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(whole.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** What a subscription shall be from now on. Its position stays. */
  record ChangedSubscription(
      @NotBlank @Size(max = EndpointAddress.LONGEST) String url,
      @NotEmpty @Size(max = MOST_TYPES) List<@NotNull String> types,
      @Nullable @Size(max = 200) String description) {

    SubscriptionTable.Wanted wanted() {
      return SubscriptionRequests.wanted(url, types, description);
    }
  }

  /**
   * A new secret.
   *
   * @param endFormer whether those before it are valid no more at once, because somebody has them
   */
  record Rotation(boolean endFormer) {}

  /**
   * Something to tell again.
   *
   * @param position what happened there
   * @param onwards whether everything after it, too
   */
  record Redelivery(@NotNull @Min(0) Long position, boolean onwards) {}

  /** Types that nothing is told of: some of them, and the beginning of each, to be shown. */
  static List<String> unknown(SubscriptionTable.Wanted wanted) {
    return wanted.types().stream()
        .filter(type -> !KNOWN_TYPES.contains(type))
        .limit(SHOWN_TYPES)
        .map(type -> type.substring(0, Math.min(type.length(), SHOWN_LETTERS)))
        .toList();
  }

  private static SubscriptionTable.Wanted wanted(
      String url, List<String> types, @Nullable String description) {
    return new SubscriptionTable.Wanted(
        url, types.stream().distinct().sorted().toList(), description == null ? "" : description);
  }
}
