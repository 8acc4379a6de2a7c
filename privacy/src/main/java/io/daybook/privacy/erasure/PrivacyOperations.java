package io.daybook.privacy.erasure;

import io.daybook.privacy.Keys;
import io.daybook.schema.operation.PersonalDataDecided;
import io.daybook.schema.operation.PersonalDataDecision;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import io.daybook.web.Refused;
import io.daybook.web.access.Acts;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Callers;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What those ask who look after what is known of people. */
@RestController
@RequestMapping("/api/privacy")
class PrivacyOperations {
  private static final String PATH = "/api/privacy/erasures/";

  private final Erasures erasures;
  private final ErasureTable table;
  private final SubjectExport export;
  private final Keys keys;
  private final Acts acts;
  private final Clock clock;

  PrivacyOperations(
      Erasures erasures,
      ErasureTable table,
      SubjectExport export,
      Keys keys,
      Acts acts,
      Clock clock) {
    this.erasures = erasures;
    this.table = table;
    this.export = export;
    this.keys = keys;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * Who shall be erased.
   *
   * @param reason for the receipt; nothing personal
   */
  record Request(@NotNull @Valid CustomerId customerId, @Size(max = 500) @Nullable String reason) {}

  @Allowed(Role.PRIVACY)
  @PostMapping("/erasures")
  ResponseEntity<Erasure> erase(@Valid @RequestBody Request body) {
    erasures.checkKnown(body.customerId());
    var id = ErasureId.random();
    decided(PersonalDataDecision.ASK_ERASURE, body.customerId(), id);
    var asked = erasures.ask(id, body.customerId(), body.reason(), caller());
    return ResponseEntity.accepted().location(URI.create(PATH + asked.id())).body(asked);
  }

  @Allowed(Role.PRIVACY)
  @PostMapping("/erasures/{id}/confirmation")
  ResponseEntity<Erasure> confirm(@PathVariable ErasureId id) {
    var asked = receipt(id);
    decided(PersonalDataDecision.CONFIRM_ERASURE, asked.customerId(), id);
    return ResponseEntity.accepted().body(erasures.confirm(asked, caller()));
  }

  /** Also for whoever has asked for it. */
  @Allowed(Role.PRIVACY)
  @PostMapping("/erasures/{id}/refusal")
  Erasure refuse(@PathVariable ErasureId id) {
    var asked = receipt(id);
    decided(PersonalDataDecision.REFUSE_ERASURE, asked.customerId(), id);
    return erasures.refuse(asked);
  }

  @Allowed({Role.PRIVACY, Role.AUDITOR})
  @GetMapping("/erasures/{id}")
  Erasure receipt(@PathVariable ErasureId id) {
    return table.find(id).orElseThrow(() -> Refused.missing(id.toString()));
  }

  @Allowed(Role.PRIVACY)
  @PutMapping("/holds/{customerId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hold(@PathVariable CustomerId customerId) {
    decided(PersonalDataDecision.PLACE_HOLD, customerId, null);
    table.hold(customerId, caller(), clock.instant());
  }

  @Allowed(Role.PRIVACY)
  @DeleteMapping("/holds/{customerId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable CustomerId customerId) {
    decided(PersonalDataDecision.LIFT_HOLD, customerId, null);
    table.release(customerId);
  }

  @Allowed(Role.PRIVACY)
  @GetMapping("/subjects/{customerId}/export")
  SubjectExport.Subject export(@PathVariable CustomerId customerId) {
    var known = export.of(customerId);
    decided(PersonalDataDecision.EXPORT, customerId, null);
    return known;
  }

  /** Wraps the keys by the present master key that a former one has wrapped. */
  @Allowed(Role.PRIVACY)
  @PostMapping("/master-key/rotation")
  Map<String, Long> rotate() {
    decided(PersonalDataDecision.WRAP_ANEW, null, null);
    return Map.of("wrapped", keys.rewrap());
  }

  private void decided(
      PersonalDataDecision decision, @Nullable CustomerId customer, @Nullable ErasureId erasure) {
    acts.record(id -> new PersonalDataDecided(id, decision, customer, erasure));
  }

  private static String caller() {
    return Callers.current().orElseThrow(() -> new IllegalStateException("Nobody asks")).subject();
  }
}
